import type { DomainError, DomainErrorCode } from '#app/domain/errors';

/** DomainError code → HTTP status. The only such table. */
const STATUS = {
  not_found: 404,
  forbidden: 403,
  invalid: 422,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
} satisfies Record<DomainErrorCode, number>;

/** What an error response tells the page: a key of namespace `errors` with the values of its placeholders. */
export interface ErrorBody {
  messageKey: string;
  values: Record<string, string | number>;
}

export function statusOf(code: DomainErrorCode): number {
  return STATUS[code];
}

/** A refusal of the domain as an HTTP response. */
export function errorResponse(error: DomainError): Response {
  const body: ErrorBody = { messageKey: error.messageKey, values: error.values };
  const headers = retryAfter(error);
  headers.set('Content-Type', 'application/json; charset=utf-8');
  return new Response(JSON.stringify(body), { status: STATUS[error.code], headers });
}

/** `Retry-After` in whole seconds (RFC 9110, 10.2.3), when the refusal says when. */
export function retryAfter(error: DomainError): Headers {
  const seconds = error.values.retryAfterSeconds;
  return new Headers(typeof seconds === 'number' ? { 'Retry-After': String(Math.max(1, Math.ceil(seconds))) } : {});
}
