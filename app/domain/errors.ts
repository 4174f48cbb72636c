/** What can go wrong in the domain. `http/errors.server.ts` is the one place that turns these into HTTP statuses. */
export type DomainErrorCode = 'not_found' | 'forbidden' | 'invalid' | 'conflict' | 'too_many' | 'unavailable';

/**
 * A refusal by the domain.
 *
 * `messageKey` is a key of the message catalogue (namespace `errors`), `values` fill its placeholders. `field` names the
 * form field at fault, when there is one.
 */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly messageKey: string;
  readonly values: Record<string, string | number>;
  readonly field: string | undefined;

  constructor(
    code: DomainErrorCode,
    messageKey: string = code,
    options: { values?: Record<string, string | number>; field?: string } = {},
  ) {
    super(`${code}: ${messageKey}`);
    this.name = 'DomainError';
    this.code = code;
    this.messageKey = messageKey;
    this.values = options.values ?? {};
    this.field = options.field;
  }
}

/** Invisible and absent are the same answer. */
export function notFound(): DomainError {
  return new DomainError('not_found');
}

/** The viewer may see the thing but not do this with it. */
export function forbidden(messageKey = 'forbidden'): DomainError {
  return new DomainError('forbidden', messageKey);
}

/** Throws `not_found` for null and undefined, otherwise hands the value back. */
export function orNotFound<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) {
    throw notFound();
  }
  return value;
}
