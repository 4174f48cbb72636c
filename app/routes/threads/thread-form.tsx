import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { type Label, labelText } from '#app/domain/labels';
import type { FormReply } from '#app/http/form-reply';
import { Button } from '#app/ui/primitives/button';
import { RadioGroup } from '#app/ui/primitives/choices';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { TextArea } from '#app/ui/primitives/text-area';

export interface ThreadFormProps {
  action: string;
  draftKey: string;
  topics: { slug: string; name: string; guide: string; defaultLabel: Label }[];
  authorities: { id: number; name: string }[];
  labels: readonly Label[];
  start: { title: string; body: string; tags: string; topic: string; label: string; kind: string };
  draft: { version: number; updatedAt: string } | null;
  reply: FormReply | undefined;
}

/** The form of a new thread: who may see it, then what it is about, then the text. */
export function ThreadForm({ action, topics, authorities, labels, start, reply }: ThreadFormProps) {
  const t = useTranslations('composer');
  const ask = useTranslations('ask');
  const words = useTranslations('labels');
  const errors = reply?.errors ?? {};
  const value = (name: keyof typeof start): string => String(reply?.values[name] ?? start[name]);
  return (
    <Form method="post" action={action} noValidate>
      <ErrorSummary errors={reply?.errors} />
      <RadioGroup
        name="label"
        label={words('legend')}
        defaultValue={value('label')}
        errors={errors.label}
        options={labels.map((label) => ({ value: label, label: labelText(label), hint: words(label) }))}
      />
      <Select
        name="topic"
        label={t('topic')}
        defaultValue={value('topic')}
        errors={errors.topic}
        options={[{ value: '', label: '—' }, ...topics.map((topic) => ({ value: topic.slug, label: topic.name }))]}
      />
      <RadioGroup
        name="kind"
        label={t('kind')}
        defaultValue={value('kind')}
        options={[
          { value: 'question', label: t('kindQuestion') },
          { value: 'discussion', label: t('kindDiscussion') },
        ]}
      />
      {authorities.length > 1 && (
        <Select
          name="authority"
          label={ask('authority')}
          options={authorities.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      )}
      <TextInput name="title" label={t('title')} hint={t('titleHint')} defaultValue={value('title')} errors={errors.title} />
      <TextArea name="body" label={t('body')} hint={t('bodyHint')} rows={14} defaultValue={value('body')} errors={errors.body} />
      <TextInput name="tags" label={t('tags')} hint={t('tagsHint')} optional defaultValue={value('tags')} errors={errors.tags} />
      <Button variant="primary">{t('publishQuestion')}</Button>
    </Form>
  );
}
