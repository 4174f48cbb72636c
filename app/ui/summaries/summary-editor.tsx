import { type ReactNode, useRef } from 'react';
import { SUMMARY_MAX_CHARS } from '#app/domain/summaries/model';
import { DraftState } from '#app/ui/forum/draft-state';
import { MarkdownEditor, type RenderPreview } from '#app/ui/forum/markdown-editor';
import { type SaveDraft, useDraft } from '#app/ui/forum/use-draft';
import { Button } from '#app/ui/primitives/button';
import type { FieldError } from '#app/ui/primitives/field';
import { Form } from '#app/ui/primitives/link';
import type { SummaryWords } from '#app/ui/summaries/words';

export interface SummaryEditorProps {
  action: string;
  intent: 'save' | 'amend';
  body: string;
  /** The number of the text that was begun with. */
  revision: number;
  draft: { version: number; updatedAt: string } | null;
  saveDraft: SaveDraft;
  renderPreview: RenderPreview;
  errors: Record<string, FieldError[]> | undefined;
  words: SummaryWords;
  busy: boolean;
  /** Fields of an amendment. */
  children?: ReactNode;
}

/** The box in which a summary is written. What is typed is kept on the server until it is saved. */
export function SummaryEditor(props: SummaryEditorProps) {
  const { words, errors = {} } = props;
  const form = useRef<HTMLFormElement>(null);
  const keeper = useDraft(form, props.saveDraft, props.draft);
  return (
    <Form ref={form} method="post" action={props.action} noValidate className="composer summary-editor">
      <input type="hidden" name="revision" value={props.revision} />
      <MarkdownEditor
        name="body"
        label={words.body}
        defaultValue={props.body}
        rows={24}
        maxLength={SUMMARY_MAX_CHARS}
        errors={errors.body}
        renderPreview={props.renderPreview}
        beside
      />
      {props.children}
      <div className="editor-foot">
        <Button variant="primary" name="intent" value={props.intent} busy={props.busy}>
          {props.intent === 'amend' ? words.amend : words.save}
        </Button>
        <DraftState draft={keeper} />
      </div>
    </Form>
  );
}
