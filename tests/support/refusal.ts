import { DomainError } from '#app/domain/errors';

/** How an act was refused: code, message and field. Says so when it was not. */
export async function refusal(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof DomainError
    ? [error.code, error.messageKey, error.field].filter(Boolean).join(' ')
    : `no refusal: ${String(error)}`;
}

/** The code of a refusal alone; null where there was none. */
export async function refusalCode(act: Promise<unknown>): Promise<string | null> {
  const [code = ''] = (await refusal(act)).split(' ');
  return code === 'no' ? null : code;
}
