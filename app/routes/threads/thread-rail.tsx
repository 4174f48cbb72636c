import { longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import type { ThreadData } from '#app/routes/threads/thread';
import { ActionForm } from '#app/ui/forum/post-actions';
import { Ring, useRingWords } from '#app/ui/forum/ring';
import { RailSection } from '#app/ui/layout/frame';
import { Link } from '#app/ui/primitives/link';

/** Beside a thread: who is at the table, what one can keep of it, who sees it. */
export function ThreadRail({ data }: { data: ThreadData }) {
  const t = useTranslations('thread');
  const ring = useTranslations('ring');
  const labels = useTranslations('labels');
  const sessions = useTranslations('sessions');
  const locale = useLocale();
  const words = useRingWords();
  const act = (intent: string) => ({ action: paths.thread(data.id), fields: { intent } });
  return (
    <>
      <RailSection title={t('table')}>
        <div className="rail-ring">
          <Ring seats={data.seats} state={data.state} hue={data.topic.hue} sizePx={120} decorative />
        </div>
        <p className="facts">{words(data.seats, data.state)}</p>
        <ul className="seat-list">
          {data.seats.map((seat) => (
            <li key={seat.name}>
              <bdi>{seat.name}</bdi> <span className="facts">{ring(PART[seat.part])}</span>
            </li>
          ))}
        </ul>
      </RailSection>
      {data.member && !data.glassUntil && (
        <RailSection title={t('facts')}>
          <div className="rail-actions">
            <ActionForm
              {...act(data.bookmarked ? 'unbookmark' : 'bookmark')}
              icon="bookmark"
              pressed={data.bookmarked}
              look="secondary"
            >
              {data.bookmarked ? t('bookmarked') : t('bookmark')}
            </ActionForm>
            <ActionForm
              {...act(data.following ? 'unfollow' : 'follow')}
              icon="bell"
              pressed={data.following}
              look="secondary"
            >
              {data.following ? t('following') : t('follow')}
            </ActionForm>
          </div>
        </RailSection>
      )}
      {data.sessions.length > 0 && (
        <RailSection title={sessions('discussedIn')}>
          <ul className="session-brief">
            {data.sessions.map((session) => (
              <li key={session.href}>
                <Link to={session.href}>
                  <bdi dir={session.dir}>{session.title}</bdi>
                </Link>
                <span className="facts">{longDay(locale, session.startsAt)}</span>
              </li>
            ))}
          </ul>
        </RailSection>
      )}
      <RailSection title={t('share')}>
        <p className="facts">{labels(data.label)}</p>
        {data.member && !data.glassUntil && (
          <Link to={paths.postLabel(data.opening.card.id)} className="quiet-link">
            {labels('whoSees')}
          </Link>
        )}
        {data.can.moderate && (
          <p>
            <Link to={paths.moderateThread(data.id)} className="quiet-link">
              {t('moderate')}
            </Link>
          </p>
        )}
      </RailSection>
    </>
  );
}

const PART = { asked: 'partAsked', answered: 'partAnswered', same: 'partSame' } as const;
