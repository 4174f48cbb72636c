import type { Label } from '#app/domain/labels';
import type { SessionKind } from '#app/domain/sessions/kinds';
import type { SessionState } from '#app/domain/sessions/model';
import type { ReplyState } from '#app/domain/sessions/waiting-list';
import { calendarLeaf } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { TopicName } from '#app/ui/forum/topic-tag';
import { Icon } from '#app/ui/primitives/icon';
import { Link } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';
import { ChathamMark } from '#app/ui/sessions/chatham-mark';
import { SessionRing, type SessionSeats } from '#app/ui/sessions/session-ring';
import { SessionWhen } from '#app/ui/sessions/session-when';

export interface SessionRowData {
  id: number;
  href: string;
  title: string;
  titleDir: 'rtl' | 'ltr';
  kind: SessionKind;
  label: Label;
  chatham: boolean;
  state: SessionState;
  topic: { name: string; hue: string };
  startsAt: string;
  endsAt: string;
  place: string;
  hasVideo: boolean;
  seats: SessionSeats;
  mine: ReplyState | null;
  summarised: boolean;
}

/** One session of a list: a leaf of the calendar, the title with what one asks first, its table. */
export function SessionListRow({ session }: { session: SessionRowData }) {
  const t = useTranslations('sessions');
  const leaf = calendarLeaf(useLocale(), session.startsAt);
  const cancelled = session.state === 'cancelled';
  return (
    <li className={cancelled ? 'session-row session-off' : 'session-row'} data-row="">
      <div className="leaf" aria-hidden="true">
        <span>{leaf.weekday}</span>
        <strong>{leaf.day}</strong>
        <span>{leaf.month}</span>
      </div>
      <div>
        <h3 className="row-title">
          <Link to={session.href}>
            <bdi dir={session.titleDir}>{session.title}</bdi>
          </Link>
        </h3>
        <p className="session-facts">
          {cancelled && <Badge tone="danger">{t('cancelled')}</Badge>}
          <SessionWhen startsAt={session.startsAt} endsAt={session.endsAt} />
          <Where place={session.place} hasVideo={session.hasVideo} />
        </p>
        <div className="session-marks">
          <LabelBadge label={session.label} />
          {session.chatham && <ChathamMark />}
          <TopicName {...session.topic} />
          <span>{t(`kind.${session.kind}`)}</span>
          {session.mine && !cancelled && (
            <span className={session.mine === 'going' ? 'row-answered' : undefined}>
              {session.mine === 'going' && <Icon name="check" />}
              {t(`mine.${session.mine}`)}
            </span>
          )}
          {session.summarised && <Badge tone="positive">{t('summarised')}</Badge>}
        </div>
      </div>
      <SessionRing seats={session.seats} hue={session.topic.hue} sizePx={44} />
    </li>
  );
}

/** The place, by video, or both. */
export function Where({ place, hasVideo }: { place: string; hasVideo: boolean }) {
  const t = useTranslations('sessions');
  if (place === '') {
    return hasVideo ? <span>{t('video')}</span> : null;
  }
  return (
    <span>
      <bdi>{place}</bdi>
      {hasVideo && ` (${t('hybrid')})`}
    </span>
  );
}

/** A few sessions beside another page: when, and what. */
export function SessionBrief({ sessions }: { sessions: readonly SessionRowData[] }) {
  return (
    <ul className="session-brief">
      {sessions.map((session) => (
        <li key={session.id}>
          <Link to={session.href}>
            <bdi dir={session.titleDir}>{session.title}</bdi>
          </Link>
          <span className="facts">
            <SessionWhen startsAt={session.startsAt} endsAt={session.endsAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
