import type { ReactNode } from 'react';
import type { FileView } from '#app/domain/attachments/model';
import type { Label } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { type Person, PersonLine } from '#app/ui/forum/person-line';
import { PostFiles } from '#app/ui/forum/post-files';
import { Icon } from '#app/ui/primitives/icon';
import { Prose } from '#app/ui/primitives/prose';
import { useRelativeWords } from '#app/ui/primitives/text';

export interface PostCardProps {
  id: number;
  kind: 'opening' | 'answer' | 'comment';
  /** The sanitized HTML of the text; null for a deleted post whose text the reader may not see. */
  html: string | null;
  files?: readonly FileView[];
  author: Person;
  at: string;
  editedAt?: string | null;
  /** The label, when it is stricter than the thread's and so must be shown here too. */
  label?: Label | null;
  accepted?: boolean;
  isNew?: boolean;
  deleted?: boolean;
  /** A row of actions: `PostActions`. */
  actions?: ReactNode;
  /** Comments, and the form for one. */
  children?: ReactNode;
}

/** One text of a thread: the opening, an answer, or a comment under either. */
export function PostCard(props: PostCardProps) {
  const {
    id,
    kind,
    html,
    files = [],
    author,
    at,
    editedAt,
    label,
    accepted,
    isNew,
    deleted,
    actions,
    children,
  } = props;
  const t = useTranslations('ui');
  const when = useRelativeWords();
  const name = t(`${kind}By`, { name: author.name ?? t('removedMember') });
  const names = ['post', `post-${kind}`];
  if (accepted) names.push('post-accepted');
  if (deleted) names.push('post-removed');
  return (
    <article
      id={`post-${id}`}
      className={names.join(' ')}
      tabIndex={-1}
      aria-label={kind === 'comment' ? name : undefined}
      data-row={kind === 'comment' ? undefined : ''}
      data-unread={isNew ? '' : undefined}
      data-label={label ?? undefined}
    >
      {kind === 'opening' && <h2 className="visually-hidden">{t('text')}</h2>}
      {kind !== 'comment' && <h3 className="visually-hidden">{name}</h3>}
      {accepted && (
        <p className="accepted-mark">
          <Icon name="check" />
          {t('accepted')}
        </p>
      )}
      <header className="post-head">
        <PersonLine person={author} at={at} atHref={`#post-${id}`} />
        {editedAt && <span className="facts">{t('edited', { when: when(editedAt) })}</span>}
        {label && <LabelBadge label={label} />}
        {isNew && <span className="new-mark">{t('new')}</span>}
      </header>
      {deleted && <p className="facts">{t('removedPost')}</p>}
      {html !== null && <Prose html={html} />}
      {files.length > 0 && <PostFiles files={files} />}
      {actions}
      {children}
    </article>
  );
}

/** The comments under a post, a step inwards. */
export function Comments({ children }: { children: ReactNode }) {
  return <div className="comments">{children}</div>;
}
