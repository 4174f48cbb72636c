import { useNavigation } from '@remix-run/react';
import { useMemo } from 'react';
import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { draftSaver, renderPreview, suggestMembers, uploadTo } from '#app/routes/threads/composer-calls';
import type { ThreadData } from '#app/routes/threads/thread';
import { GuestInvitation } from '#app/routes/threads/thread-posts';
import { PostComposer } from '#app/ui/forum/post-composer';
import { Callout } from '#app/ui/primitives/text';

/** The box at the end of a thread: to answer, to sign in, or the word that it is locked. */
export function AnswerForm({ data, reply }: { data: ThreadData; reply: FormReply | undefined }) {
  const t = useTranslations('thread');
  const navigation = useNavigation();
  const saveDraft = useMemo(() => draftSaver(`answer:${data.id}`), [data.id]);
  const uploadFile = useMemo(() => uploadTo(`answer:${data.id}`), [data.id]);
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
  const { quoted, body, label, version, savedAt } = data.composer;
  return (
    <section id="answer" aria-labelledby="answer-title" className="answer-form">
      <h2 id="answer-title">{question ? t('yourAnswer') : t('yourReply')}</h2>
      <PostComposer
        key={`${data.lastPostId}-${quoted ?? ''}`}
        kind={question ? 'answer' : 'reply'}
        action={paths.thread(data.id)}
        fields={{ intent: 'answer', ...(quoted ? { quoted } : {}) }}
        labels={data.replyLabels}
        values={{
          label: String(reply?.values.label ?? label ?? data.label),
          body: String(reply?.values.body ?? body),
        }}
        errors={reply?.errors}
        files={data.uploads[`answer:${data.id}`] ?? []}
        uploadFile={uploadFile}
        draft={savedAt ? { version, updatedAt: savedAt } : null}
        saveDraft={saveDraft}
        renderPreview={renderPreview}
        suggestMembers={suggestMembers}
        busy={navigation.state === 'submitting' && navigation.formData?.get('intent') === 'answer'}
      />
    </section>
  );
}
