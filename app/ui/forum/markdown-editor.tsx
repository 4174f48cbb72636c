import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { MarkdownToolbar } from '#app/ui/forum/markdown-toolbar';
import { controlAttributes, Field, type FieldFrame } from '#app/ui/primitives/field';
import { DirectionSwitch, TextBox, type TextDirection } from '#app/ui/primitives/text-area';

/** Renders Markdown as it will stand on the page. Rejects when it cannot. */
export type RenderPreview = (body: string) => Promise<string>;

export interface MarkdownEditorProps extends FieldFrame {
  defaultValue: string;
  rows?: number;
  maxLength?: number;
  /** Without it there is no preview. */
  renderPreview?: RenderPreview | undefined;
  /** Preview beside the text from 1100 px; otherwise always behind a tab. */
  beside?: boolean;
  /** The box that the `r` key goes to. */
  answerBox?: boolean;
}

type View = 'write' | 'preview';
const PAUSE_MS = 400;

/** A box for Markdown: toolbar, direction, preview. Without JavaScript, a plain box with a label. */
export function MarkdownEditor(props: MarkdownEditorProps) {
  const { defaultValue, rows = 12, maxLength, renderPreview, beside = false, answerBox = false, ...frame } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const [awake, setAwake] = useState(false);
  const [view, setView] = useState<View>('write');
  const [direction, setDirection] = useState<TextDirection>('auto');
  const [text, setText] = useState(defaultValue);
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
              onInput={(event) => setText(event.currentTarget.value)}
              onKeyDown={pressKey}
              {...(answerBox && { 'data-answer-box': '' })}
            />
          </div>
          {renderPreview && <Preview text={text} active={awake || view === 'preview'} render={renderPreview} />}
        </div>
      </div>
    </Field>
  );
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
  const pane = useRef<HTMLDivElement>(null);
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
    // biome-ignore lint/a11y/useSemanticElements: a part of the form to jump to, not a part of the page.
    <div ref={pane} className="editor-preview js-only" role="region" aria-label={t('preview')}>
      {shown.failed && <p className="facts">{t('previewFailed')}</p>}
      {empty || !shown.html ? (
        !shown.failed && <p className="facts">{t('previewEmpty')}</p>
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by app/markdown, through its allow-list.
        <div className="prose" dangerouslySetInnerHTML={{ __html: shown.html }} />
      )}
    </div>
  );
}
