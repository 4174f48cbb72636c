import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { labelText } from '#app/domain/labels';
import type { FormReply } from '#app/http/form-reply';
import { paths } from '#app/paths';
import type { ThreadData } from '#app/routes/threads/thread';
import { GuestInvitation } from '#app/routes/threads/thread-posts';
import { Button } from '#app/ui/primitives/button';
import { Select } from '#app/ui/primitives/inputs';
import { TextArea } from '#app/ui/primitives/text-area';
import { Callout } from '#app/ui/primitives/text';

/** The box at the end of a thread: to answer, to sign in, or the word that it is locked. */
export function AnswerForm({ data, reply }: { data: ThreadData; reply: FormReply | undefined }) {
  const t = useTranslations('thread');
  const composer = useTranslations('composer');
  if (data.locked && !data.can.answer) {
    return (
      <Callout>
        <p>{t('locked')}</p>
      </Callout>
    );
  }
  if (!data.member) {
    return <GuestInvitation threadId={data.id} />;
  }
  if (!data.composer) {
    return null;
  }
  const question = data.kind === 'question';
  return (
    <section id="answer" aria-labelledby="answer-title" className="answer-form">
      <h2 id="answer-title">{question ? t('yourAnswer') : t('yourReply')}</h2>
      <Form method="post" action={paths.thread(data.id)} key={data.lastPostId}>
        <input type="hidden" name="intent" value="answer" />
        {data.composer.quoted && <input type="hidden" name="quoted" value={data.composer.quoted} />}
        <Select
          name="label"
          label={composer('label')}
          defaultValue={String(reply?.values.label ?? data.composer.label ?? data.label)}
          options={data.replyLabels.map((label) => ({ value: label, label: labelText(label) }))}
          errors={reply?.errors.label}
        />
        <TextArea
          name="body"
          label={question ? composer('answerBody') : composer('replyBody')}
          labelHidden
          rows={8}
          defaultValue={String(reply?.values.body ?? data.composer.body)}
          errors={reply?.errors.body}
        />
        <Button variant="primary">{question ? composer('publishAnswer') : composer('publishReply')}</Button>
      </Form>
    </section>
  );
}
