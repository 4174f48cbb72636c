import type { AppLoadContext, RequestHandler, ServerBuild } from '@remix-run/node';
import { withOrigin } from '#app/domain/audit/origin.server';
import { MAX_FORM_BYTES, takesFiles } from '#app/http/body-limits';
import { cacheControl } from '#app/http/headers.server';
import { isFromOwnPage } from '#app/http/origin.server';
import { createGroupedHandler } from '#app/http/route-groups.server';
import { refuseTarget } from '#app/http/target';
import { wrapBuild } from '#app/http/wrap-build.server';

export type PageHandler = (request: Request, context: AppLoadContext) => Promise<Response>;

/**
 * The product as one function from Request to Response: what the web process puts behind Express and what tests send
 * to. The edge's refusals come first; they are answered with the page for their status.
 */
export function createPageHandler(build: ServerBuild, mode: 'development' | 'production' = 'production'): PageHandler {
  const handle = createGroupedHandler(wrapBuild(build), mode);
  async function answer(request: Request, context: AppLoadContext): Promise<Response> {
    context.refusedWith ??= refuse(request);
    return context.refusedWith === null
      ? handle(request.method === 'POST' ? withAgreedHost(request) : request, context)
      : refusal(handle, request, context, context.refusedWith);
  }
  return async (request, context) => {
    const response = await withOrigin(context, () => answer(request, context));
    if (context.retryAfter !== null && !response.ok) {
      response.headers.set('Retry-After', context.retryAfter);
    }
    return withCaching(request, response, context);
  };
}

/** The status to refuse the request with before any route runs; null to let it through. */
function refuse(request: Request): number | null {
  const url = new URL(request.url);
  const badTarget = refuseTarget(url.pathname + url.search);
  if (badTarget) {
    return badTarget;
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    return null;
  }
  if (request.method !== 'POST') {
    return 405;
  }
  if (!isFromOwnPage(request.headers)) {
    return 403;
  }
  // Where files are taken, who asks and how much is decided while reading.
  const tooLarge = Number(request.headers.get('content-length') ?? '0') > MAX_FORM_BYTES;
  return tooLarge && !takesFiles(url.pathname) ? 413 : null;
}

/**
 * Remix compares Origin with Host and answers 500 where they differ. Whose page it was is settled by now, and Host says
 * nothing about who we are, so it is made to agree.
 */
function withAgreedHost(request: Request): Request {
  const headers = new Headers(request.headers);
  const origin = headers.get('origin');
  headers.delete('x-forwarded-host');
  if (origin !== null) {
    headers.set('host', new URL(origin).host);
  }
  return new Request(request, { headers });
}

/** The page for a refused request: rendered by the catch-all route, which throws the status it finds in the context. */
async function refusal(
  handle: RequestHandler,
  request: Request,
  context: AppLoadContext,
  status: number,
): Promise<Response> {
  const url = new URL(request.url);
  if (url.searchParams.has('_data')) {
    // A page's script asked; this header makes Remix show the error page in the browser.
    return new Response(null, { status, headers: { 'X-Remix-Catch': 'yes' } });
  }
  const headers = new Headers();
  for (const name of ['cookie', 'accept-language']) {
    const value = request.headers.get(name);
    if (value !== null) {
      headers.set(name, value);
    }
  }
  const page = new Request(`${url.origin}/refused`, { headers, signal: request.signal });
  const response = await handle(page, context);
  return request.method === 'HEAD' ? new Response(null, response) : response;
}

/** Sets `Cache-Control` as the loaders said; errors and responses that set cookies are never kept. */
function withCaching(request: Request, response: Response, context: AppLoadContext): Response {
  const found = response.status === 200 || response.status === 304;
  const keepable = found && request.method === 'GET' && !response.headers.has('Set-Cookie');
  if (!keepable) {
    context.cache = 'no-store';
  }
  if (!response.headers.has('Cache-Control') || !keepable) {
    response.headers.set('Cache-Control', cacheControl(context.cache));
  }
  if (context.cache === 'public') {
    response.headers.set('Vary', 'Cookie, Accept-Language');
  }
  return response;
}
