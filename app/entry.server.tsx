import { Writable } from 'node:stream';
import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { PageContextProvider } from '#app/http/page-context';
import { setClientMessages } from '#app/i18n/client-messages';
import { messagesOf } from '#app/i18n/translator.server';
import { getLog } from '#app/instances.server';

const RENDER_LIMIT_MS = 5_000;

setClientMessages('he', messagesOf('he'));
setClientMessages('en', messagesOf('en'));

/**
 * Renders a page whole. Nothing streams: no page defers data, so waiting costs nothing, every reader (bots, browsers
 * without JavaScript) gets the same bytes, and an error while rendering still becomes a page with the right status.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const page = { nonce: context.nonce, requestId: context.requestId };
  let statusNow = status;
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <PageContextProvider value={page}>
        <RemixServer context={remixContext} url={request.url} nonce={context.nonce} />
      </PageContextProvider>,
      {
        nonce: context.nonce,
        onAllReady() {
          const chunks: Buffer[] = [];
          const sink = new Writable({
            write(chunk: Buffer, _encoding, done) {
              chunks.push(chunk);
              done();
            },
            final(done) {
              headers.set('Content-Type', 'text/html; charset=utf-8');
              resolve(new Response(Buffer.concat(chunks), { status: statusNow, headers }));
              done();
            },
          });
          pipe(sink);
        },
        onShellError: reject,
        onError(error) {
          statusNow = 500;
          logFailure(error, context, request);
        },
      },
    );
    setTimeout(() => abort(new Error('Rendering took too long.')), RENDER_LIMIT_MS).unref();
  });
}

/** Called by Remix for what loaders, actions and rendering throw by mistake (not for thrown responses). */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (!request.signal.aborted) {
    logFailure(error, context, request);
  }
}

function logFailure(error: unknown, context: AppLoadContext, request: Request): void {
  getLog().error({ requestId: context.requestId, path: new URL(request.url).pathname, err: error }, 'request failed');
}
