import { type ReactNode, useRef, useState } from 'react';
import type { FileView } from '#app/domain/attachments/model';
import type { Label } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';
import { DraftState } from '#app/ui/forum/draft-state';
import { type ChosenFiles, FileField, type UploadFile } from '#app/ui/forum/file-field';
import { LabelPicker } from '#app/ui/forum/label-picker';
import { MarkdownEditor, type RenderPreview } from '#app/ui/forum/markdown-editor';
import type { SuggestMembers } from '#app/ui/forum/mention-list';
import { type SaveDraft, useDraft } from '#app/ui/forum/use-draft';
import { Button } from '#app/ui/primitives/button';
import type { FieldError } from '#app/ui/primitives/field';
import { Form } from '#app/ui/primitives/link';

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
  /** Uploaded in this form before, and for an edit the post's own. */
  files?: readonly FileView[];
  uploadFile?: UploadFile | undefined;
  draft?: { version: number; updatedAt: string } | null;
  saveDraft?: SaveDraft | undefined;
  renderPreview?: RenderPreview | undefined;
  suggestMembers?: SuggestMembers | undefined;
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

const NONE: readonly FileView[] = [];

/** The box in which an answer, a reply, a comment or an edit is written. */
export function PostComposer(props: PostComposerProps) {
  const { kind, action, fields, labels = [], values, errors = {}, id = 'field-body', draft = null } = props;
  const t = useTranslations('composer');
  const form = useRef<HTMLFormElement>(null);
  const keeper = useDraft(form, props.saveDraft, draft);
  const [chosen, setChosen] = useState<ChosenFiles | null>(null);
  const [label, publish] = WORDS[kind];
  return (
    <Form
      ref={form}
      method="post"
      action={action}
      encType="multipart/form-data"
      noValidate
      className="composer composer-post"
    >
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
        suggestMembers={props.suggestMembers}
        onFiles={props.uploadFile && setChosen}
        beside={kind === 'edit'}
        answerBox={kind === 'answer' || kind === 'reply'}
      />
      <FileField
        id={`${id}-files`}
        files={props.files ?? NONE}
        upload={props.uploadFile}
        chosen={chosen}
        onChoose={setChosen}
        errors={errors.files}
        paste
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
