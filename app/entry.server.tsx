import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { hashingQueueIsFull } from '#app/domain/login/hashing-queue.server';
import { lastResortPage } from '#app/http/last-resort.server';
import { PageContextProvider } from '#app/http/page-context';
import { responseWithText } from '#app/http/page-text.server';
import { setClientMessages } from '#app/i18n/client-messages';
import { messagesOf } from '#app/i18n/translator.server';
import { getLog } from '#app/instances.server';
import { paths } from '#app/paths';
import { withKeptParts } from '#app/ui/primitives/kept-part';

setClientMessages('he', messagesOf('he'));
setClientMessages('en', messagesOf('en'));

/**
 * Renders a page whole. Nothing streams: no page defers data, so waiting costs nothing, every reader (bots, browsers
 * without JavaScript) gets the same bytes, and an error while rendering still becomes a page with the right status.
 * Not React's stream either: in React 18 it writes NUL bytes into text wherever a letter of several bytes does not fit
 * into the rest of its buffer, and Hebrew letters have two.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Response {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  if (status === 503 && hashingQueueIsFull() && new URL(request.url).pathname === paths.signIn()) {
    // Those who came within one turn of the event loop: rendering a page for each would starve the few let in.
    return responseWithText(() => lastResortPage(503, context.requestId), { status, headers });
  }
  const page = { nonce: context.nonce, requestId: context.requestId };
  const html = withKeptParts(() =>
    renderToString(
      <PageContextProvider value={page}>
        <RemixServer context={remixContext} url={request.url} nonce={context.nonce} />
      </PageContextProvider>,
    ),
  );
  return responseWithText(() => `<!DOCTYPE html>${html}`, { status, headers });
}

/** Called by Remix for what loaders, actions and rendering throw by mistake (not for thrown responses). */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (!request.signal.aborted) {
    getLog().error({ requestId: context.requestId, path: new URL(request.url).pathname, err: error }, 'request failed');
  }
}
