import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportAttendance } from '#app/domain/sessions/attendance-files.server';
import { getLocale } from '#app/http/locale.server';
import { idParam } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';

/** The attendance list as a CSV file, for those who manage the session. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const file = await exportAttendance(viewer, idParam(args.params.id), getLocale(args.request, viewer));
  return new Response(file.text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file.fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
}
