import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportAccess } from '#app/domain/members/access.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';

/** Who may do what, as a CSV file, for administrators. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const text = await exportAccess(viewer, getLocale(args.request, viewer));
  return new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="access.csv"',
      'Cache-Control': 'no-store',
    },
  });
}
