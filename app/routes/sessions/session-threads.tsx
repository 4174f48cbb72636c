import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import type { SessionData } from '#app/routes/sessions/session';
import { ActionForm } from '#app/ui/forum/post-actions';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { Icon } from '#app/ui/primitives/icon';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';

/** What the session led to: its threads, and the ways to one more. */
export function SessionThreads({ data, reply }: { data: SessionData; reply: FormReply | undefined }) {
  const t = useTranslations('sessions');
  if (!data.member && data.threads.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="threads" className="session-part">
      <h2 id="threads">{t('threads')}</h2>
      {data.threads.length === 0 ? (
        <p className="facts">{t('noThreads')}</p>
      ) : (
        <ul className="session-threads">
          {data.threads.map((thread) => (
            <li key={thread.id}>
              <Icon name={thread.answered ? 'check' : 'message-square'} />
              <Link to={thread.href}>
                <bdi dir={thread.dir}>{thread.title}</bdi>
              </Link>
              {thread.answered && <span className="visually-hidden"> ({t('answered')})</span>}
              {data.can.manage && (
                <ActionForm action={paths.session(data.id)} fields={{ intent: 'unlink', thread: String(thread.id) }}>
                  {t('unlink')}
                  <span className="visually-hidden">
                    : <bdi>{thread.title}</bdi>
                  </span>
                </ActionForm>
              )}
            </li>
          ))}
        </ul>
      )}
      {data.member && (
        <div className="cluster">
          <ButtonLink to={data.askHref} size="sm" icon="plus">
            {t('askAbout')}
          </ButtonLink>
        </div>
      )}
      {data.can.manage && (
        <details open={reply?.intent === 'link'}>
          <summary className="quiet-link">{t('linkThread')}</summary>
          <Form method="post" action={paths.session(data.id)} className="session-inline">
            <input type="hidden" name="intent" value="link" />
            <TextInput
              name="thread"
              label={t('threadNumber')}
              dir="ltr"
              inputMode="numeric"
              errors={reply?.intent === 'link' ? reply.errors.thread : undefined}
              defaultValue={reply?.intent === 'link' ? typed(reply, 'thread') : ''}
            />
            <Button icon="link">{t('link')}</Button>
          </Form>
        </details>
      )}
    </section>
  );
}
