import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type AppLoadContext, createReadableStreamFromReadable } from '@remix-run/node';
import { chunksOf } from '#app/domain/attachments/storage/chunks';
import { FORM_TIMEOUT_MS, takesFiles } from '#app/http/body-limits';
import { textAtHand } from '#app/http/page-text.server';
import { refuseTarget } from '#app/http/target';

/** Responses of these types are made whole, so they go out whole, with their length. */
const WHOLE = /^(text\/html|application\/json)\b/;

const CSP = 'content-security-policy';

const DISCARD_LIMIT_MS = 5_000;

/**
 * Node's request as the web platform's. Its origin is always that of `APP_URL`: what the client calls us (`Host`,
 * `X-Forwarded-Host`) reaches no code that could put it into a link. Headers beginning with `X-` stay outside too; the
 * product reads none, frameworks have trusted some.
 */
export function toRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: AppLoadContext,
  { appUrl, formTimeoutMs = FORM_TIMEOUT_MS }: { appUrl: string; formTimeoutMs?: number | undefined },
): Request {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) {
      controller.abort();
    }
  });
  response.once('finish', () => discardRest(request));
  const { origin } = new URL(appUrl);
  const target = request.url ?? '/';
  context.refusedWith ??= refuseTarget(target);
  const method = request.method ?? 'GET';
  const hasBody = method === 'POST' && context.refusedWith === null;
  const maySendFiles = takesFiles(target.split('?')[0] ?? '') && isMultipart(request);
  if (hasBody && !maySendFiles) {
    limitTime(request, formTimeoutMs);
  }
  return new Request(context.refusedWith === null ? origin + target : `${origin}/refused`, {
    method: /^(GET|HEAD|POST)$/.test(method) ? method : 'PUT',
    headers: toHeaders(request),
    signal: controller.signal,
    ...(hasBody ? { body: createReadableStreamFromReadable(request), duplex: 'half' as const } : {}),
  });
}

/** Only a body of this type can bring files, and only members' are read (`readPostForm`). */
function isMultipart(request: IncomingMessage): boolean {
  return /^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? '');
}

/** Cuts off who sends a form too slowly. The server's own limit is that of uploads. */
function limitTime(request: IncomingMessage, limitMs: number): void {
  const cut = setTimeout(() => request.complete || request.destroy(), limitMs);
  request.once('end', () => clearTimeout(cut));
  request.once('close', () => clearTimeout(cut));
}

/**
 * Lets the rest of a body that nobody read run into the sand, so that its sender gets to see the answer; cuts the
 * connection when that takes too long.
 */
function discardRest(request: IncomingMessage): void {
  if (request.complete) {
    return;
  }
  const cut = setTimeout(() => request.destroy(), DISCARD_LIMIT_MS);
  request.once('close', () => clearTimeout(cut));
  request.removeAllListeners('data');
  request.resume();
}

function toHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name.startsWith('x-')) {
      continue;
    }
    for (const one of Array.isArray(value) ? value : [value]) {
      headers.append(name, one);
    }
  }
  return headers;
}

/** Sends a web Response through Node. */
export async function sendResponse(response: ServerResponse, answer: Response): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (name === CSP) {
      // A response's own policy stands in the place of the page's.
      response.setHeader(name, value);
    } else {
      response.appendHeader(name, value);
    }
  }
  const text = textAtHand(answer);
  if (!answer.body) {
    response.end();
  } else if (text !== undefined || WHOLE.test(answer.headers.get('Content-Type') ?? '')) {
    const bytes = text === undefined ? Buffer.from(await answer.arrayBuffer()) : Buffer.from(text);
    response.setHeader('Content-Length', bytes.length);
    response.end(bytes);
  } else {
    await sendStream(answer.body, response);
  }
}

/** No faster than the reader takes it, and no further than they stay. */
async function sendStream(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  try {
    await pipeline(chunksOf(body), response);
  } catch (error) {
    const left = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!left) {
      throw error;
    }
  }
}
