import { DomainError, type DomainErrorCode } from '#app/domain/errors';

/** The field of every form that takes files. */
export const FILES_FIELD = 'files';

type Refusal =
  | 'fileType'
  | 'fileDiffers'
  | 'fileMacros'
  | 'fileBroken'
  | 'fileBomb'
  | 'fileTooLarge'
  | 'filesTooLarge'
  | 'fileEmpty'
  | 'fileInfected'
  | 'fileNotScanned'
  | 'fileGone'
  | 'fileQuota'
  | 'tooManyFiles';

/** A file that is not taken: a key of namespace `errors`, said beside the field. */
export function refuseFile(
  messageKey: Refusal,
  values: Record<string, string | number> = {},
  code: DomainErrorCode = 'invalid',
): DomainError {
  return new DomainError(code, messageKey, { values, field: FILES_FIELD });
}
