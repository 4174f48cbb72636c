import { lazy, Suspense } from 'react';
import { ACCEPTED_EXTENSIONS, type FileView, MAX_FILE_BYTES, MAX_POST_FILES } from '#app/domain/attachments/model';
import { useTranslations } from '#app/i18n/translations';
import { FileLine } from '#app/ui/forum/post-files';
import { type FieldError, useErrorText } from '#app/ui/primitives/field';
import { Icon } from '#app/ui/primitives/icon';

/** All files that wait in the form after an upload, or why the file was refused. */
export type UploadReply = { files: FileView[] } | { errors: FieldError[] };

/** Sends one file; `onProgress` hears which part of it has gone, from 0 to 1. Rejects when it cannot. */
export type UploadFile = (file: File, onProgress: (part: number) => void) => Promise<UploadReply>;

/** Files somebody chose in a field, or pasted or dropped into a text. */
export interface ChosenFiles {
  files: File[];
  input?: HTMLInputElement;
  /** Where a link to each is written, at the caret. */
  box?: HTMLTextAreaElement;
}

const ACCEPT = ACCEPTED_EXTENSIONS.map((extension) => `.${extension}`).join();
const FileUploads = lazy(async () => ({ default: (await import('#app/ui/forum/file-uploads')).FileUploads }));

export interface FileFieldProps {
  /** Unlike any other on the page. */
  id?: string;
  /** Those the form has: of the post, and uploaded in it before. */
  files: readonly FileView[];
  errors?: FieldError[] | undefined;
  upload: UploadFile | undefined;
  chosen: ChosenFiles | null;
  onChoose: (chosen: ChosenFiles) => void;
  /** Files can be pasted into a text of the form too. */
  paste?: boolean;
}

/** The files of a form, each with a box to take it out again, and a field for more. A plain form has it too. */
export function FileField(props: FileFieldProps) {
  const { id = 'field-files', files, errors = [], upload, chosen, onChoose, paste } = props;
  const t = useTranslations('composer');
  const ui = useTranslations('ui');
  return (
    <div className={errors.length > 0 ? 'field field-invalid' : 'field'}>
      <label htmlFor={id} className="field-label">
        {t('files')}
        <span className="optional"> ({ui('optional')})</span>
      </label>
      <div id={`${id}-hint`} className="field-hint">
        {t('filesHint', { count: MAX_POST_FILES, max: MAX_FILE_BYTES / 1_000_000 })}
        {paste && <span className="js-only"> {t('filesPaste')}</span>}
      </div>
      <FileErrors id={`${id}-error`} errors={errors} />
      <FormFiles id={id} files={files} />
      <input
        type="file"
        id={id}
        name="files"
        multiple
        accept={ACCEPT}
        className="input"
        onChange={({ currentTarget: input }) => upload && onChoose({ files: [...(input.files ?? [])], input })}
        aria-invalid={errors.length > 0 || undefined}
        aria-describedby={`${id}-hint ${id}-error`}
      />
      {chosen && upload && (
        <Suspense fallback={null}>
          <FileUploads id={id} known={files} chosen={chosen} upload={upload} />
        </Suspense>
      )}
    </div>
  );
}

/** What was refused: all of it, for each file has a reason of its own. */
export function FileErrors({ id, errors }: { id: string; errors: FieldError[] }) {
  const errorText = useErrorText();
  return (
    <div id={id} role="alert">
      {errors.map((error, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: several files may be refused for one reason.
        <p key={index} className="field-error">
          <Icon name="circle-exclamation-point" />
          {errorText(error)}
        </p>
      ))}
    </div>
  );
}

export function FormFiles({ id, files }: { id: string; files: readonly FileView[] }) {
  const t = useTranslations('composer');
  return (
    <ul className="form-files" hidden={files.length === 0}>
      {files.map((file) => (
        <li key={file.id}>
          <input type="hidden" name="upload" value={file.id} />
          <FileLine file={file} />
          <span className="choice">
            <input type="checkbox" id={`${id}-drop-${file.id}`} name="drop" value={file.id} />
            <label htmlFor={`${id}-drop-${file.id}`}>
              <span aria-hidden="true">{t('filesRemoveShort')}</span>
              <span className="visually-hidden">{t('filesRemove', { name: file.name })}</span>
            </label>
          </span>
        </li>
      ))}
    </ul>
  );
}
