import { useEffect, useRef, useState } from 'react';
import { type FileView, MAX_FILE_BYTES } from '#app/domain/attachments/model';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { type ChosenFiles, FileErrors, FormFiles, type UploadFile, type UploadReply } from '#app/ui/forum/file-field';
import type { FieldError } from '#app/ui/primitives/field';

export interface FileUploadsProps {
  id: string;
  /** What the form shows already. */
  known: readonly FileView[];
  chosen: ChosenFiles;
  upload: UploadFile;
}

/**
 * Uploads what is chosen, pasted or dropped, one file after another, and shows how far it has got, what is there and what
 * was refused. A form that is sent meanwhile waits. Fetched when the first file is chosen.
 */
export function FileUploads({ id, known, chosen, upload }: FileUploadsProps) {
  const t = useTranslations('composer');
  const place = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState<FileView[]>([]);
  const [sending, setSending] = useState<{ name: string; part: number } | null>(null);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const state = useRef({
    waiting: 0,
    busy: false,
    held: false,
    taken: new Set<ChosenFiles>(),
    last: Promise.resolve(),
  });
  const seen = useRef(new Set<number>());
  for (const { id: fileId } of known) {
    seen.current.add(fileId);
  }
  const files = added.filter((file) => known.every((one) => one.id !== file.id));

  useEffect(() => {
    const form = place.current?.closest('form');
    const hold = (event: Event) => {
      if (state.current.busy) {
        event.preventDefault();
        state.current.held = true;
      }
    };
    form?.addEventListener('submit', hold);
    return () => form?.removeEventListener('submit', hold);
  }, []);

  useEffect(() => {
    const { current } = state;
    if (current.taken.has(chosen)) {
      return;
    }
    current.taken.add(chosen);
    if (chosen.input) {
      // They are uploaded by themselves now, and must not be sent a second time with the form.
      chosen.input.value = '';
    }
    setErrors([]);
    current.busy ||= chosen.files.length > 0;
    current.waiting += chosen.files.length;
    for (const file of chosen.files) {
      current.last = current.last.then(() => sendOne(file));
    }

    async function sendOne(file: File): Promise<void> {
      setSending({ name: file.name, part: 0 });
      const reply = await sendFile(file, upload, (part) => setSending({ name: file.name, part }));
      if ('errors' in reply) {
        setErrors((before) => [...before, ...reply.errors]);
      } else {
        const fresh = reply.files.filter((one) => !seen.current.has(one.id));
        for (const one of fresh) {
          seen.current.add(one.id);
        }
        setAdded((before) => [...before, ...fresh]);
        if (chosen.box) {
          insertLinks(chosen.box, fresh);
        }
      }
      current.waiting -= 1;
      if (current.waiting === 0) {
        setSending(null);
      }
    }
  }, [chosen, upload]);

  // Only now are the new fields in the form: React draws them when it comes to it.
  useEffect(() => {
    const { current } = state;
    if (sending || current.waiting > 0) {
      return;
    }
    current.busy = false;
    if (current.held) {
      current.held = false;
      place.current?.closest('form')?.requestSubmit();
    }
  }, [sending]);

  const uploading = sending && t('filesUploading', { name: sending.name });
  return (
    <div ref={place}>
      <FileErrors id={`${id}-upload-error`} errors={errors} />
      <FormFiles id={id} files={files} />
      {sending && <progress className="file-progress" value={sending.part} aria-label={uploading ?? ''} />}
      <p className="facts" role="status">
        {uploading ?? (files.length > 0 && t('filesReady', { count: known.length + files.length }))}
      </p>
    </div>
  );
}

async function sendFile(file: File, upload: UploadFile, onProgress: (part: number) => void): Promise<UploadReply> {
  const refuse = (key: string): UploadReply => ({
    errors: [{ key, values: { name: file.name, max: MAX_FILE_BYTES / 1_000_000 } }],
  });
  return file.size > MAX_FILE_BYTES
    ? refuse('fileTooLarge')
    : upload(file, onProgress).catch(() => refuse('uploadFailed'));
}

/** Writes a link to each file at the caret, as if it had been typed: drafts and preview hear of it. */
function insertLinks(box: HTMLTextAreaElement, files: FileView[]): void {
  const links = files.map(({ id, name }) => `[${name.replace(/[[\]\\`*_<>]/g, '\\$&')}](${paths.file(id, name)})`);
  box.setRangeText(links.join('\n'), box.selectionStart, box.selectionEnd, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
}
