import { type RefObject, useEffect, useState } from 'react';

/** What keeping a draft came to, as the server answers. */
export type DraftReply =
  | { saved: true; draft: { version: number; updatedAt: string } }
  /** Another device saved in between: its text, so that nothing is lost. */
  | { saved: false; current: { version: number; updatedAt: string; fields: Record<string, string | undefined> } };

/** Sends the fields of a draft that was based on `version`. Rejects when the server cannot be reached. */
export type SaveDraft = (fields: FormData, version: number) => Promise<DraftReply>;

export type DraftStatus =
  | { is: 'idle' }
  | { is: 'saving' }
  | { is: 'saved'; at: string }
  | { is: 'failed' }
  | { is: 'offline' }
  | { is: 'conflict'; theirs: Extract<DraftReply, { saved: false }>['current'] };

const PAUSE_MS = 1_200;
const RETRY_MS = 8_000;

export interface DraftKeeper {
  status: DraftStatus;
  /** After a conflict: what is in this form replaces the other device's text. */
  keepMine: () => void;
}

/**
 * Keeps the form's fields on the server a moment after each pause in typing. One save at a time; a failed one is tried
 * again; after a conflict nothing is sent until the writer decides.
 */
export function useDraft(
  form: RefObject<HTMLFormElement>,
  save: SaveDraft | undefined,
  start: { version: number; updatedAt: string } | null,
): DraftKeeper {
  const [status, setStatus] = useState<DraftStatus>(start ? { is: 'saved', at: start.updatedAt } : { is: 'idle' });
  const [takeOver, setTakeOver] = useState<{ version: number } | null>(null);
  const startVersion = start?.version ?? 0;
  useEffect(() => {
    const element = form.current;
    if (!element || !save) {
      return;
    }
    let version = takeOver?.version ?? startVersion;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let busy = false;
    let again = false;
    let over = false;
    const later = (wait: number) => {
      clearTimeout(timer);
      if (!over) timer = setTimeout(send, wait);
    };
    async function send(): Promise<void> {
      if (busy) {
        again = true;
        return;
      }
      if (!element || !save) return;
      busy = true;
      again = false;
      setStatus({ is: 'saving' });
      try {
        const reply = await save(new FormData(element), version);
        if (over) return;
        if (reply.saved) {
          version = reply.draft.version;
          setStatus({ is: 'saved', at: reply.draft.updatedAt });
        } else {
          over = true;
          setStatus({ is: 'conflict', theirs: reply.current });
        }
      } catch {
        if (!over) setStatus({ is: navigator.onLine ? 'failed' : 'offline' });
        later(RETRY_MS);
      } finally {
        busy = false;
        if (again) later(PAUSE_MS);
      }
    }
    const onInput = () => later(PAUSE_MS);
    const onSubmit = () => {
      over = true;
      clearTimeout(timer);
    };
    element.addEventListener('input', onInput);
    element.addEventListener('submit', onSubmit);
    if (takeOver) later(0);
    return () => {
      over = true;
      clearTimeout(timer);
      element.removeEventListener('input', onInput);
      element.removeEventListener('submit', onSubmit);
    };
  }, [form, save, startVersion, takeOver]);
  return {
    status,
    keepMine: () => status.is === 'conflict' && setTakeOver({ version: status.theirs.version }),
  };
}
