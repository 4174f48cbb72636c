import { Form } from '@remix-run/react';
import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Label } from '#app/domain/labels';
import { DraftState } from '#app/ui/forum/draft-state';
import { LabelPicker } from '#app/ui/forum/label-picker';
import { MarkdownEditor, type RenderPreview } from '#app/ui/forum/markdown-editor';
import { type SaveDraft, useDraft } from '#app/ui/forum/use-draft';
import { Button } from '#app/ui/primitives/button';
import type { FieldError } from '#app/ui/primitives/field';

export type PostKind = 'answer' | 'reply' | 'comment' | 'edit';

export interface PostComposerProps {
  kind: PostKind;
  action: string;
  /** Sent unseen: `intent`, the post a comment belongs to. */
  fields: Record<string, string | number>;
  /** The labels a reply may carry; none for a comment that takes its post's. */
  labels?: readonly Label[];
  values: { label?: string; body: string };
  errors?: Record<string, FieldError[]> | undefined;
  /** Unlike any other id on the page, when there are several boxes. */
  id?: string;
  draft?: { version: number; updatedAt: string } | null;
  saveDraft?: SaveDraft | undefined;
  renderPreview?: RenderPreview | undefined;
  busy?: boolean;
  /** More fields of an edit: its title, its reason. */
  children?: ReactNode;
}

const WORDS = {
  answer: ['answerBody', 'publishAnswer'],
  reply: ['replyBody', 'publishReply'],
  comment: ['commentBody', 'publishComment'],
  edit: ['body', 'saveEdit'],
} as const;

/** The box in which an answer, a reply, a comment or an edit is written. */
export function PostComposer(props: PostComposerProps) {
  const { kind, action, fields, labels = [], values, errors = {}, id = 'field-body', draft = null } = props;
  const t = useTranslations('composer');
  const form = useRef<HTMLFormElement>(null);
  const keeper = useDraft(form, props.saveDraft, draft);
  const [label, publish] = WORDS[kind];
  return (
    <Form ref={form} method="post" action={action} noValidate className="composer composer-post">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {labels.length > 0 && (
        <LabelPicker
          labels={labels}
          defaultValue={values.label ?? ''}
          id={`${id}-label`}
          errors={errors.label}
          folded={kind !== 'edit'}
        />
      )}
      {props.children}
      <MarkdownEditor
        name="body"
        id={id}
        label={t(label)}
        defaultValue={values.body}
        rows={kind === 'comment' ? 4 : 8}
        errors={errors.body}
        renderPreview={props.renderPreview}
        beside={kind === 'edit'}
        answerBox={kind === 'answer' || kind === 'reply'}
      />
      <div className="editor-foot">
        <Button variant="primary" size={kind === 'comment' ? 'sm' : 'md'} busy={props.busy ?? false}>
          {t(publish)}
        </Button>
        {props.saveDraft && <DraftState draft={keeper} />}
      </div>
    </Form>
  );
}
