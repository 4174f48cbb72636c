import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import type { SessionData } from '#app/routes/sessions/session';
import { ActionForm } from '#app/ui/forum/post-actions';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

/** What its hosts do with a session. */
export function ManageSession({ data, reply }: { data: SessionData; reply: FormReply | undefined }) {
  const t = useTranslations('sessions');
  const here = paths.session(data.id);
  const { going, maybe, waiting } = data.seats;
  const planned = data.state === 'planned';
  return (
    <section aria-labelledby="manage" className="session-part">
      <h2 id="manage">{t('manage')}</h2>
      <div className="cluster">
        <ButtonLink to={paths.editSession(data.id)} icon="pencil">
          {t('edit')}
        </ButtonLink>
        <ButtonLink to={paths.sessionAttendance(data.id)} icon="list-checks">
          {t('attendance')}
        </ButtonLink>
        {data.state !== 'cancelled' && (
          <ButtonLink
            to={data.summarised ? paths.sessionSummary(data.id) : paths.editSummary(data.id)}
            icon="file-text"
          >
            {data.summarised ? t('summary') : t('writeSummary')}
          </ButtonLink>
        )}
        <ButtonLink to={paths.newSession({ from: data.id })} icon="copy">
          {t('duplicate')}
        </ButtonLink>
        {planned && data.begun && (
          <ActionForm action={here} fields={{ intent: 'held' }} icon="check" look="secondary">
            {t('markHeld')}
          </ActionForm>
        )}
        {going + maybe + waiting === 0 && !data.begun && (
          <ActionForm action={here} fields={{ intent: 'delete' }} icon="trash">
            {t('delete')}
          </ActionForm>
        )}
      </div>
      {planned && !data.begun && (
        <details open={reply?.intent === 'cancel'}>
          <summary className="quiet-link">{t('cancel')}</summary>
          <Form method="post" action={here} className="stack">
            <input type="hidden" name="intent" value="cancel" />
            <TextInput
              name="reason"
              label={t('cancelReason')}
              hint={t('cancelHint')}
              errors={reply?.intent === 'cancel' ? reply.errors.reason : undefined}
              defaultValue={reply?.intent === 'cancel' ? typed(reply, 'reason') : ''}
              maxLength={500}
            />
            <div>
              <Button variant="danger" icon="x">
                {t('cancelNow')}
              </Button>
            </div>
          </Form>
        </details>
      )}
    </section>
  );
}
