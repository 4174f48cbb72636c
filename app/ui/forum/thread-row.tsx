import type { ReactNode } from 'react';
import type { Label } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Ring } from '#app/ui/forum/ring';
import type { RingState, Seat } from '#app/ui/forum/ring-drawing';
import { type TagItem, TagList, TopicName } from '#app/ui/forum/topic-tag';
import { Icon } from '#app/ui/primitives/icon';
import { Link } from '#app/ui/primitives/link';
import { Time } from '#app/ui/primitives/text';

export interface ThreadRowData {
  id: number;
  href: string;
  title: string;
  /** The title's own direction, computed on the server. */
  titleDir: 'rtl' | 'ltr';
  label: Label;
  topic: { name: string; hue: string; href?: string };
  state: RingState;
  seats: readonly Seat[];
  answerCount: number;
  /** Who wrote last and when: an authority, or a person who speaks for none. */
  last: { who: string | null; at: string };
  /** Changed since the reader's last visit, or never opened. */
  isNew?: boolean;
  /** Posts not yet read, on a thread the reader has opened before. */
  unread?: number;
  tags: readonly TagItem[];
  pinned?: boolean;
}

/** One thread of a list: its ring, title, and a line of facts. */
export function ThreadRow({ thread, heading: Title = 'h3' }: { thread: ThreadRowData; heading?: 'h2' | 'h3' }) {
  const t = useTranslations('ui');
  const discussion = thread.state === 'discussion';
  return (
    <li className={thread.isNew ? 'row row-new' : 'row'} data-row="">
      <Ring seats={thread.seats} state={thread.state} hue={thread.topic.hue} sizePx={36} />
      <div>
        <Title className="row-title">
          <Link to={thread.href}>
            {thread.isNew && <span className="visually-hidden">{t('new')}: </span>}
            <bdi dir={thread.titleDir}>{thread.title}</bdi>
          </Link>
        </Title>
        <div className="row-meta">
          <LabelBadge label={thread.label} />
          {thread.pinned && <span>{t('pinned')}</span>}
          <TopicName {...thread.topic} />
          {thread.state === 'answered' && (
            <span className="row-answered">
              <Icon name="check" />
              <span className="row-word">{t('answered')}</span>
            </span>
          )}
          <span className="row-wide">
            {discussion
              ? t('replyCount', { count: thread.answerCount })
              : t('answerCount', { count: thread.answerCount })}
          </span>
          {thread.unread ? (
            <span className="row-unread">
              <span className="count-dot row-narrow" aria-hidden="true">
                {thread.unread}
              </span>
              <span className="row-word">{t('unreadCount', { count: thread.unread })}</span>
            </span>
          ) : null}
          {thread.last.who && (
            <span className="row-who">
              <bdi>{thread.last.who}</bdi>
            </span>
          )}
          <Time iso={thread.last.at} />
          <span className="row-wide">
            <TagList tags={thread.tags} label={t('tags')} />
          </span>
        </div>
      </div>
    </li>
  );
}

/** A list of threads, with what to show when there is none. */
export function ThreadList({
  threads,
  label,
  empty,
  heading,
}: {
  threads: readonly ThreadRowData[];
  label: string;
  empty: ReactNode;
  heading?: 'h2' | 'h3';
}) {
  if (threads.length === 0) {
    return <>{empty}</>;
  }
  return (
    <ul className="rows" aria-label={label}>
      {threads.map((thread) => (
        <ThreadRow key={thread.id} thread={thread} {...(heading && { heading })} />
      ))}
    </ul>
  );
}
