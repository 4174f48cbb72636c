import { Readable } from 'node:stream';
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { exportAudit } from '#app/domain/audit/export.server';
import { AuditFilter } from '#app/domain/audit/input';
import { getViewer } from '#app/http/viewer.server';

/** The audit log as a CSV file, with the filter of its page, for administrators. */
export async function loader(args: LoaderFunctionArgs) {
  const filter = AuditFilter.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  const parts = await exportAudit(await getViewer(args), filter);
  return new Response(createReadableStreamFromReadable(Readable.from(parts)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="audit.csv"',
      'Cache-Control': 'no-store',
    },
  });
}
