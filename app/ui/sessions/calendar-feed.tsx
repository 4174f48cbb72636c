import { useTranslations } from '#app/i18n/translations';
import { ActionForm } from '#app/ui/forum/post-actions';
import { Callout, useRelativeWords } from '#app/ui/primitives/text';

export interface CalendarFeedProps {
  action: string;
  /** Since when there is a feed; null for none. */
  since: string | null;
  /** The address that was just made: shown this once. */
  address: string | null;
}

/** The member's own calendar: a secret address, made, replaced or removed here. */
export function CalendarFeed({ action, since, address }: CalendarFeedProps) {
  const t = useTranslations('sessions.feed');
  const when = useRelativeWords();
  return (
    <section aria-labelledby="feed" className="calendar-feed">
      <h2 id="feed">{t('title')}</h2>
      <p>{t('text')}</p>
      {address && (
        <Callout tone="positive">
          <label htmlFor="feed-address" className="field-label">
            {t('address')}
          </label>
          <input id="feed-address" className="input" dir="ltr" readOnly value={address} />
          <p className="facts">{t('keep')}</p>
        </Callout>
      )}
      {since && !address && <p className="facts">{t('since', { when: when(since) })}</p>}
      <div className="cluster">
        <ActionForm action={action} fields={{ intent: 'feed' }} icon="calendar" look="secondary">
          {since ? t('reset') : t('make')}
        </ActionForm>
        {since && (
          <ActionForm action={action} fields={{ intent: 'feed-remove' }} icon="trash">
            {t('remove')}
          </ActionForm>
        )}
      </div>
    </section>
  );
}
