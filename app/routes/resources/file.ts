import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import contentDisposition from 'content-disposition';
import { isImage } from '#app/domain/attachments/model';
import { getFile } from '#app/domain/attachments/queries.server';
import { CLOSED_POLICY, cacheByLabels } from '#app/http/headers.server';
import { idParam } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';

/**
 * A file that belongs to a post. Images may be shown; everything else is saved to disk under its own name (RFC 6266),
 * and nothing in it runs here, whatever a browser takes it for.
 */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const file = await getFile(viewer, idParam(args.params.id));
  cacheByLabels(args.context, viewer, [file.label]);
  const etag = `"${file.sha256}"`;
  const headers = new Headers({ ETag: etag, ...PROTECTION });
  if (args.request.headers.get('if-none-match') === etag) {
    return new Response(null, { status: 304, headers });
  }
  headers.set('Content-Type', file.mediaType);
  headers.set('Content-Length', String(file.sizeBytes));
  headers.set('Content-Disposition', contentDisposition(file.name, { type: isImage(file) ? 'inline' : 'attachment' }));
  const body = args.request.method === 'HEAD' ? null : createReadableStreamFromReadable(await file.open());
  return new Response(body, { headers });
}

const PROTECTION = {
  'Content-Security-Policy': `sandbox; ${CLOSED_POLICY}`,
  'X-Content-Type-Options': 'nosniff',
};
