import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { SearchUnavailable } from '#search/port';

/** Where a Meilisearch server is, and the key to use there. */
export interface MeilisearchServer {
  url: string;
  key: string;
}

/** What the server said no to: its own code, such as `index_not_found`. */
export class MeilisearchRefusal extends Error {
  override name = 'MeilisearchRefusal';

  constructor(
    message: string,
    readonly code: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export interface Request {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  /** The whole of the call, retries included. In milliseconds. */
  deadlineMs: number;
  /** Ask again on 429, 503 and broken connections until the deadline: for writes that may be sent twice. */
  retry?: boolean;
}

export interface MeilisearchClient {
  /** Sends a request and checks the reply. Throws `MeilisearchRefusal`, or `SearchUnavailable` when there is no reply. */
  send<Reply>(request: Request, reply: z.ZodType<Reply>): Promise<Reply>;
  /** Waits until a task is done. Returns null when it succeeded, else what it failed of. */
  waitForTask(taskUid: number, deadlineMs: number): Promise<{ code: string; message: string } | null>;
}

const BUSY = new Set([408, 425, 429, 502, 503, 504]);
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const FIRST_POLL_MS = 20;
const LONGEST_POLL_MS = 500;
const TASK_REQUEST_MS = 5_000;

const LONE_SURROGATES = /\p{Cs}/gu;

const Refusal = z.object({ message: z.string(), code: z.string() });
const Task = z.object({
  uid: z.number(),
  status: z.enum(['enqueued', 'processing', 'succeeded', 'failed', 'canceled']),
  error: z.object({ message: z.string(), code: z.string() }).nullish(),
});

/** The reply to every write: accepted, not done. */
export const Enqueued = z.object({ taskUid: z.number() });

/** A client of the parts of Meilisearch's API that the engine needs, over the platform's own fetch. */
export function createMeilisearchClient(server: MeilisearchServer): MeilisearchClient {
  const base = server.url.replace(/\/+$/, '');

  async function sendOnce({ method, path, body }: Request, leftMs: number): Promise<unknown> {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(server.key === '' ? {} : { Authorization: `Bearer ${server.key}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: writeJson(body) }),
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(leftMs))),
      redirect: 'error',
    });
    const text = await response.text();
    const reply = text === '' ? null : readJson(text);
    if (!response.ok) {
      const refusal = Refusal.safeParse(reply);
      const { message, code } = refusal.success
        ? refusal.data
        : { message: `status ${response.status}`, code: 'unknown' };
      throw new MeilisearchRefusal(message, code, response.status);
    }
    return reply;
  }

  async function send<Reply>(request: Request, reply: z.ZodType<Reply>): Promise<Reply> {
    const until = performance.now() + request.deadlineMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
      try {
        const value = reply.safeParse(await sendOnce(request, until - performance.now()));
        if (!value.success) {
          throw new SearchUnavailable(`Meilisearch answered ${request.path} with something unexpected.`);
        }
        return value.data;
      } catch (error) {
        const isFinal =
          error instanceof SearchUnavailable || (error instanceof MeilisearchRefusal && !BUSY.has(error.status));
        if (isFinal) {
          throw error;
        }
        if (request.retry !== true || performance.now() + pauseMs >= until) {
          throw new SearchUnavailable(`Meilisearch did not answer ${request.path}: ${reasonOf(error)}`);
        }
        await pause(pauseMs);
      }
    }
  }

  async function waitForTask(taskUid: number, deadlineMs: number): Promise<{ code: string; message: string } | null> {
    const until = performance.now() + deadlineMs;
    for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(LONGEST_POLL_MS, pollMs * 1.5)) {
      const request = { method: 'GET', path: `/tasks/${taskUid}`, deadlineMs: TASK_REQUEST_MS, retry: true } as const;
      const { status, error } = await send(request, Task);
      if (status === 'succeeded') {
        return null;
      }
      if (status === 'failed' || status === 'canceled') {
        return error ?? { code: status, message: `The task was ${status}.` };
      }
      if (performance.now() >= until) {
        throw new SearchUnavailable(`Meilisearch has not finished task ${taskUid} in ${deadlineMs} ms.`);
      }
      await pause(pollMs);
    }
  }

  return { send, waitForTask };
}

/** Half a character pair is no JSON to the server, and would spoil the whole request. */
function writeJson(body: unknown): string {
  return JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'string' ? value.replace(LONE_SURROGATES, '\ufffd') : value,
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return error.name === 'TimeoutError' ? 'no answer in time' : error.message + cause;
}
