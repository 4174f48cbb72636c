import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppLoadContext } from '@remix-run/node';
import { contentSecurityPolicy } from '#app/http/headers.server';
import { gzipPage, type PageTemplate, plainPage } from '#app/http/page-template.server';

interface Setting {
  context: AppLoadContext;
  headers: [name: string, value: string][];
  appUrl: string;
}

/** Sends a kept page with this response's nonce, or 304 to a reader who has it. Bypasses Express: this is the fast path. */
export function sendKeptPage(
  request: IncomingMessage,
  response: ServerResponse,
  kept: { page: PageTemplate; headers: [name: string, value: string][] },
  { context, headers, appUrl }: Setting,
): void {
  const { page } = kept;
  response.setHeader('X-Request-Id', context.requestId);
  for (const [name, value] of headers) {
    response.setHeader(name, value);
  }
  for (const [name, value] of kept.headers) {
    response.setHeader(name, value);
  }
  response.setHeader('ETag', page.etag);
  response.setHeader('Vary', 'Cookie, Accept-Language, Accept-Encoding');
  if (hasIt(request.headers['if-none-match'], page.etag)) {
    // No Content-Security-Policy here: a 304 renews the headers of the copy the reader has, whose nonce is the old one.
    response.removeHeader('Content-Security-Policy');
    response.writeHead(304).end();
    return;
  }
  response.setHeader('Content-Security-Policy', contentSecurityPolicy(context.nonce, appUrl));
  let body = plainPage;
  if (acceptsGzip(request.headers['accept-encoding'])) {
    response.setHeader('Content-Encoding', 'gzip');
    body = gzipPage;
  }
  const bytes = body(page, context.nonce);
  response.setHeader('Content-Length', bytes.length);
  response.writeHead(200).end(bytes);
}

function hasIt(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch?.split(',').some((one) => one.trim() === etag) ?? false;
}

/** True when the reader takes gzip and did not weigh it at nought (RFC 9110, 12.5.3). */
function acceptsGzip(header: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(String(header ?? ''));
}
