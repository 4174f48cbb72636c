import { createServer, type Server, type ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { UPLOAD_TIMEOUT_MS } from '#app/http/body-limits';
import { CLOSED_POLICY } from '#app/http/headers.server';
import { lastResortPage } from '#app/http/last-resort.server';

export interface ServerLimits {
  /** Room for an address that is too long to be answered by our own page rather than by a cut connection. */
  maxHeaderBytes: number;
  /** What comes after so many headers is not looked at. */
  maxHeaders: number;
  /** The next connection is cut at once: a process has no more memory than for these. */
  maxConnections: number;
  /** From the connection, or the answer before, to the end of the headers. */
  headersTimeoutMs: number;
  /** To the end of the body; forms without files have less (`FORM_TIMEOUT_MS`). */
  requestTimeoutMs: number;
  /** Longer than the proxies' usual 60 s, so that it is they who close. */
  keepAliveMs: number;
  /** A connection on which nothing moves while a request is answered: a reader who takes nothing. */
  stuckMs: number;
  checkEveryMs: number;
}

export const SERVER_LIMITS: ServerLimits = {
  maxHeaderBytes: 128 * 1024,
  maxHeaders: 200,
  maxConnections: 12_000,
  headersTimeoutMs: 15_000,
  requestTimeoutMs: UPLOAD_TIMEOUT_MS,
  keepAliveMs: 65_000,
  stuckMs: 120_000,
  checkEveryMs: 5_000,
};

/** The HTTP server of the web process, with bounds on everything that somebody could send or hold for ever. */
export function createHttpServer(limits: Partial<ServerLimits> = {}): Server {
  const all = { ...SERVER_LIMITS, ...limits };
  const options: ServerOptions = {
    maxHeaderSize: all.maxHeaderBytes,
    headersTimeout: all.headersTimeoutMs,
    requestTimeout: all.requestTimeoutMs,
    keepAliveTimeout: all.keepAliveMs,
    connectionsCheckingInterval: all.checkEveryMs,
  };
  const server = createServer(options);
  server.maxHeadersCount = all.maxHeaders;
  server.maxConnections = all.maxConnections;
  server.timeout = all.stuckMs;
  server.on('clientError', answerBrokenHttp);
  return server;
}

/** What is not HTTP, or has endless headers, never reaches the application: answered here and closed. */
function answerBrokenHttp(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [code, reason] = STATUS[error.code ?? ''] ?? ([400, 'Bad Request'] as const);
  const body = lastResortPage(code, '');
  socket.end(
    `HTTP/1.1 ${code} ${reason}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n` +
      `X-Content-Type-Options: nosniff\r\nContent-Security-Policy: ${CLOSED_POLICY}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

const STATUS: Record<string, readonly [408 | 431, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
};
