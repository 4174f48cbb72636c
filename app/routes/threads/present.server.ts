import type { PersonRef } from '#app/domain/members/person';
import { localName } from '#app/domain/named';
import type { PostView } from '#app/domain/posts/model';
import type { Seat, ThreadRow } from '#app/domain/threads/model';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import type { Person } from '#app/ui/forum/person-line';
import type { PostCardProps } from '#app/ui/forum/post-card';
import type { Seat as DrawnSeat } from '#app/ui/forum/ring-drawing';
import type { ThreadRowData } from '#app/ui/forum/thread-row';

/** From what the domain knows to what a page shows, in the reader's language: pages carry one language, not both. */
export function presentRow(row: ThreadRow, locale: Locale): ThreadRowData {
  const { id, title, label, topic, state, answerCount, isNew, unread, tags, pinned } = row;
  const last = row.lastAuthority?.name ?? row.lastPoster?.name ?? row.author.name;
  const who = localName(last, locale);
  return {
    id,
    href: paths.thread(id),
    title,
    titleDir: titleDirection(title),
    label,
    topic: { name: localName(topic.name, locale), hue: topic.hue },
    state,
    seats: presentSeats(row.seats, locale),
    answerCount,
    last: { who, at: row.lastActivityAt },
    ...(isNew ? { isNew } : {}),
    ...(unread ? { unread: 1 } : {}),
    ...(pinned ? { pinned } : {}),
    tags: presentTags(tags),
  };
}

export function presentTags(tags: string[]) {
  return tags.map((tag) => ({ name: tag, href: paths.threads({ tag }) }));
}

export function presentSeats(seats: Seat[], locale: Locale): DrawnSeat[] {
  return seats.map((seat) => ({ size: seat.size, part: seat.part, name: localName(seat.name, locale) }));
}

export function presentPerson(person: PersonRef, authority: PostView['authority'], locale: Locale): Person {
  if (person.removed) {
    return { name: null };
  }
  return {
    name: localName(person.name, locale),
    href: paths.member(person.handle),
    role: person.itRole ? translator(locale)(`roles.${person.itRole}`) : null,
    authority: authority ? localName(authority.name, locale) : null,
  };
}

/** A post of the thread page: what the card shows, and what the buttons under it need. */
export interface PresentedPost {
  card: Omit<PostCardProps, 'actions' | 'children'>;
  handle: string;
  score: number;
  voted: boolean;
  revision: number;
  can: PostView['can'];
  comments: PresentedPost[];
}

/** `threadLabel`: a post shows its own label only where it is stricter. */
export function presentPost(post: PostView, threadLabel: PostView['label'], locale: Locale): PresentedPost {
  return {
    card: {
      id: post.id,
      kind: post.kind,
      html: post.html,
      ...(post.files.length > 0 ? { files: post.files } : {}),
      author: presentPerson(post.author, post.authority, locale),
      at: post.createdAt,
      editedAt: post.editedAt,
      label: post.label === threadLabel ? null : post.label,
      accepted: post.accepted,
      isNew: post.unread,
      deleted: post.deleted !== null,
    },
    handle: post.author.handle,
    score: post.score,
    voted: post.voted,
    revision: post.revision,
    can: post.can,
    comments: post.comments.map((comment) => presentPost(comment, threadLabel, locale)),
  };
}
