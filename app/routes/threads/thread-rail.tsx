import { useTranslations } from 'use-intl';
import { paths } from '#app/paths';
import type { ThreadData } from '#app/routes/threads/thread';
import { ActionForm } from '#app/ui/forum/post-actions';
import { Ring, useRingWords } from '#app/ui/forum/ring';
import { RailSection } from '#app/ui/layout/frame';

/** Beside a thread: who is at the table, what one can keep of it, who sees it. */
export function ThreadRail({ data }: { data: ThreadData }) {
  const t = useTranslations('thread');
  const ring = useTranslations('ring');
  const labels = useTranslations('labels');
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
      {data.member && (
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
      <RailSection title={t('share')}>
        <p className="facts">{labels(data.label)}</p>
      </RailSection>
    </>
  );
}

const PART = { asked: 'partAsked', answered: 'partAnswered', same: 'partSame' } as const;
