import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AppLoadContext, createReadableStreamFromReadable, writeReadableStreamToWritable } from '@remix-run/node';
import { refuseTarget } from '#app/http/target';

/** Responses of these types are made whole, so they go out whole, with their length. */
const WHOLE = /^(text\/html|application\/json)\b/;

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
  appUrl: string,
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
  return new Request(context.refusedWith === null ? origin + target : `${origin}/refused`, {
    method: /^(GET|HEAD|POST)$/.test(method) ? method : 'PUT',
    headers: toHeaders(request),
    signal: controller.signal,
    ...(hasBody ? { body: createReadableStreamFromReadable(request), duplex: 'half' as const } : {}),
  });
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
    response.appendHeader(name, value);
  }
  if (!answer.body) {
    response.end();
  } else if (WHOLE.test(answer.headers.get('Content-Type') ?? '')) {
    const bytes = Buffer.from(await answer.arrayBuffer());
    response.setHeader('Content-Length', bytes.length);
    response.end(bytes);
  } else {
    await writeReadableStreamToWritable(answer.body, response);
  }
}
