import { type ReactNode, useRef, useState } from 'react';
import type { FileView } from '#app/domain/attachments/model';
import type { Label } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';
import { DraftState } from '#app/ui/forum/draft-state';
import { type ChosenFiles, FileField, type UploadFile } from '#app/ui/forum/file-field';
import { LabelPicker } from '#app/ui/forum/label-picker';
import { MarkdownEditor, type RenderPreview } from '#app/ui/forum/markdown-editor';
import { MembersBox } from '#app/ui/forum/members-box';
import type { SuggestMembers } from '#app/ui/forum/mention-list';
import { type SaveDraft, useDraft } from '#app/ui/forum/use-draft';
import { Button } from '#app/ui/primitives/button';
import { RadioGroup } from '#app/ui/primitives/choices';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import type { FieldError } from '#app/ui/primitives/field';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

export interface ThreadComposerProps {
  action: string;
  topics: readonly { slug: string; name: string; guide: string }[];
  /** The writer's authorities; asked about only when there are several. */
  authorities: readonly { id: number; name: string }[];
  labels: readonly Label[];
  /** What "organization" means for AMBER+STRICT, as the association says it. */
  organization?: string;
  /** What stands in the form: what was typed, or the draft, or nothing. */
  values: {
    label: string;
    topic: string;
    kind: string;
    title: string;
    body: string;
    tags: string;
    recipients?: string;
    authority?: string;
  };
  errors?: Record<string, FieldError[]> | undefined;
  /** Uploaded in this form before. */
  files?: readonly FileView[];
  uploadFile?: UploadFile | undefined;
  draft: { version: number; updatedAt: string } | null;
  saveDraft?: SaveDraft | undefined;
  renderPreview?: RenderPreview | undefined;
  suggestMembers?: SuggestMembers | undefined;
  /** Similar threads, shown under the title; `onTitle` says what is being typed. */
  similar?: ReactNode;
  onTitle?: (title: string) => void;
  busy?: boolean;
}

const NONE: readonly FileView[] = [];

/** A new thread: who may see it, what it is about, then the words. Works as a plain form. */
export function ThreadComposer(props: ThreadComposerProps) {
  const { action, topics, authorities, labels, values, errors = {}, similar, onTitle, busy } = props;
  const t = useTranslations('composer');
  const seen = useTranslations('labels');
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(form, props.saveDraft, props.draft);
  const [chosen, setChosen] = useState<ChosenFiles | null>(null);
  const [topic, setTopic] = useState(values.topic);
  const guide = topics.find(({ slug }) => slug === topic)?.guide;
  return (
    <Form ref={form} method="post" action={action} encType="multipart/form-data" noValidate className="composer">
      <ErrorSummary
        errors={props.errors}
        labels={{
          title: t('title'),
          body: t('body'),
          topic: t('topic'),
          tags: t('tags'),
          files: t('files'),
          recipients: seen('recipients'),
        }}
      />
      <LabelPicker labels={labels} defaultValue={values.label} errors={errors.label} note={props.organization} />
      <div className="for-recipients">
        <MembersBox
          name="recipients"
          label={seen('recipients')}
          hint={seen('recipientsHint')}
          optional
          suggest={props.suggestMembers}
          defaultValue={values.recipients}
          errors={errors.recipients}
        />
      </div>
      <div className="composer-about">
        <RadioGroup
          name="topic"
          label={t('topic')}
          inline
          defaultValue={values.topic}
          errors={errors.topic}
          onChange={setTopic}
          options={topics.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
        <RadioGroup
          name="kind"
          label={t('kind')}
          inline
          defaultValue={values.kind}
          errors={errors.kind}
          options={[
            { value: 'question', label: t('kindQuestion') },
            { value: 'discussion', label: t('kindDiscussion') },
          ]}
        />
        {authorities.length > 1 && (
          <Select
            name="authority"
            label={t('authority')}
            defaultValue={values.authority}
            errors={errors.authority}
            options={authorities.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        )}
      </div>
      <div>
        <TextInput
          name="title"
          label={t('title')}
          hint={t('titleHint')}
          defaultValue={values.title}
          errors={errors.title}
          maxLength={200}
          autoComplete="off"
          onInput={onTitle ? (event) => onTitle(event.currentTarget.value) : undefined}
        />
        {similar}
      </div>
      {guide && (
        <aside className="callout guide">
          <h2>{t('guide')}</h2>
          <p>{guide}</p>
        </aside>
      )}
      <MarkdownEditor
        name="body"
        label={t('body')}
        hint={t('bodyHint')}
        rows={14}
        defaultValue={values.body}
        errors={errors.body}
        renderPreview={props.renderPreview}
        suggestMembers={props.suggestMembers}
        onFiles={props.uploadFile && setChosen}
        beside
      />
      <TextInput
        name="tags"
        label={t('tags')}
        hint={t('tagsHint')}
        optional
        defaultValue={values.tags}
        errors={errors.tags}
      />
      <FileField
        files={props.files ?? NONE}
        upload={props.uploadFile}
        chosen={chosen}
        onChoose={setChosen}
        errors={errors.files}
        paste
      />
      <div className="editor-foot">
        <Button variant="primary" busy={busy ?? false}>
          {t('publishQuestion')}
        </Button>
        <DraftState draft={draft} />
      </div>
    </Form>
  );
}
