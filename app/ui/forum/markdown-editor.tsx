import {
  type ClipboardEvent,
  type DragEvent,
  type FormEvent,
  type KeyboardEvent,
  lazy,
  Suspense,
  type SyntheticEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTranslations } from '#app/i18n/translations';
import type { ChosenFiles } from '#app/ui/forum/file-field';
import { MarkdownToolbar } from '#app/ui/forum/markdown-toolbar';
import { mentionBefore } from '#app/ui/forum/mention';
import type { SuggestMembers } from '#app/ui/forum/mention-list';
import { controlAttributes, Field, type FieldFrame } from '#app/ui/primitives/field';
import { Prose } from '#app/ui/primitives/prose';
import { DirectionSwitch, TextBox, type TextDirection } from '#app/ui/primitives/text-area';

/** Renders Markdown as it will stand on the page. Rejects when it cannot. */
export type RenderPreview = (body: string) => Promise<string>;

export interface MarkdownEditorProps extends FieldFrame {
  defaultValue: string;
  rows?: number;
  maxLength?: number;
  /** Without it there is no preview. */
  renderPreview?: RenderPreview | undefined;
  /** Without it nobody is suggested for an @name. */
  suggestMembers?: SuggestMembers | undefined;
  /** Takes files that are pasted or dropped; without it they are the browser's affair. */
  onFiles?: ((chosen: ChosenFiles) => void) | undefined;
  /** Preview beside the text from 1100 px; otherwise always behind a tab. */
  beside?: boolean;
  /** The box that the `r` key goes to. */
  answerBox?: boolean;
}

type View = 'write' | 'preview';
const PAUSE_MS = 400;

/** Fetched when the first "@" is typed. */
const MentionList = lazy(async () => ({ default: (await import('#app/ui/forum/mention-list')).MentionList }));

/** A box for Markdown: toolbar, direction, preview. Without JavaScript, a plain box with a label. */
export function MarkdownEditor(props: MarkdownEditorProps) {
  const { defaultValue, rows = 12, maxLength, renderPreview, suggestMembers, onFiles, ...rest } = props;
  const { beside = false, answerBox = false, ...frame } = rest;
  const box = useRef<HTMLTextAreaElement>(null);
  const [awake, setAwake] = useState(false);
  const [view, setView] = useState<View>('write');
  const [direction, setDirection] = useState<TextDirection>('auto');
  const [text, setText] = useState(defaultValue);
  const [mentions, setMentions] = useState(false);
  const onInput = ({ currentTarget: typed }: FormEvent<HTMLTextAreaElement>) => {
    setText(typed.value);
    setMentions((already) => already || mentionBefore(typed.value, typed.selectionEnd) !== null);
  };
  const control = controlAttributes(frame);
  const names = ['editor', beside && renderPreview && 'editor-beside', answerBox && 'editor-answer'].filter(Boolean);
  return (
    <Field {...frame}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only notices the first touch, to fetch the toolbar. */}
      <div
        className={names.join(' ')}
        data-view={view}
        onFocus={() => setAwake(true)}
        onPointerEnter={() => setAwake(true)}
      >
        <div className="editor-bar">
          <MarkdownToolbar boxId={control.id} awake={awake} />
          <div className="editor-tabs">
            <DirectionSwitch value={direction} onChange={setDirection} />
            {renderPreview && <ViewSwitch view={view} onChange={setView} />}
          </div>
        </div>
        <div className="editor-panes">
          <div className="editor-text">
            <TextBox
              ref={box}
              {...control}
              rows={rows}
              maxLength={maxLength}
              dir={direction}
              defaultValue={defaultValue}
              onInput={onInput}
              onKeyDown={pressKey}
              {...(onFiles && fileHandlers(onFiles))}
              {...(answerBox && { 'data-answer-box': '' })}
            />
            {mentions && suggestMembers && (
              <Suspense fallback={null}>
                <MentionList box={box} suggest={suggestMembers} />
              </Suspense>
            )}
          </div>
          {renderPreview && <Preview text={text} active={awake || view === 'preview'} render={renderPreview} />}
        </div>
      </div>
    </Field>
  );
}

/** Files that come into the box otherwise than by the file field. A copied text that brings its picture stays a text. */
function fileHandlers(take: (chosen: ChosenFiles) => void) {
  const from = (event: SyntheticEvent<HTMLTextAreaElement>, data: DataTransfer) => {
    const files = [...data.files];
    if (files.length > 0 && !data.types.includes('text/plain')) {
      event.preventDefault();
      take({ files, box: event.currentTarget });
    }
  };
  return {
    onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => from(event, event.clipboardData),
    onDrop: (event: DragEvent<HTMLTextAreaElement>) => from(event, event.dataTransfer),
    onDragOver: (event: DragEvent) => event.dataTransfer.types.includes('Files') && event.preventDefault(),
  };
}

const KEY_TOOLS: Record<string, string> = { KeyB: 'md-bold', KeyK: 'md-link' };

/** Ctrl (or Command) with B, K and Enter: bold, link, publish. By the key's place, so also on a Hebrew layout. */
function pressKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (!event.ctrlKey && !event.metaKey) {
    return;
  }
  const tool = KEY_TOOLS[event.code];
  if (tool) {
    event.preventDefault();
    event.currentTarget.closest('.editor')?.querySelector<HTMLElement>(tool)?.click();
  } else if (event.key === 'Enter') {
    event.currentTarget.form?.requestSubmit();
  }
}

function ViewSwitch({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const t = useTranslations('composer');
  return (
    <div className="view-switch js-only">
      {(['write', 'preview'] as const).map((one) => (
        <button
          key={one}
          type="button"
          className="btn btn-quiet btn-sm"
          aria-pressed={view === one}
          onClick={() => onChange(one)}
        >
          {t(one)}
        </button>
      ))}
    </div>
  );
}

/** The text as it will be published, a moment after each pause. Asks for nothing while it cannot be seen. */
function Preview({ text, active, render }: { text: string; active: boolean; render: RenderPreview }) {
  const t = useTranslations('composer');
  const pane = useRef<HTMLElement>(null);
  const [shown, setShown] = useState<{ html: string; failed: boolean }>({ html: '', failed: false });
  const empty = text.trim() === '';
  useEffect(() => {
    if (!active || empty || pane.current?.offsetParent === null) {
      return;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      render(text).then(
        (html) => wanted && setShown({ html, failed: false }),
        () => wanted && setShown((before) => ({ ...before, failed: true })),
      );
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, active, empty, render]);
  return (
    <section ref={pane} className="editor-preview js-only" aria-label={t('preview')}>
      {shown.failed && <p className="facts">{t('previewFailed')}</p>}
      {empty || !shown.html ? (
        !shown.failed && <p className="facts">{t('previewEmpty')}</p>
      ) : (
        <Prose html={shown.html} />
      )}
    </section>
  );
}
