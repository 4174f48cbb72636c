import type { Locale } from '#app/i18n/locales';
import { useLanguage, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { CommentForm, type Commenting } from '#app/routes/threads/comment-form';
import type { PresentedPost } from '#app/routes/threads/present.server';
import { ActionButton, ActionLink, MoreActions, PostActions } from '#app/ui/forum/post-actions';
import { Comments, PostCard } from '#app/ui/forum/post-card';
import { VoteButton } from '#app/ui/forum/votes';
import { ButtonLink } from '#app/ui/primitives/button';
import { KeptPart } from '#app/ui/primitives/kept-part';
import { MenuLink } from '#app/ui/primitives/menu';
import { useRelativeWords } from '#app/ui/primitives/text';

interface PostProps {
  threadId: number;
  post: PresentedPost;
  commenting: Commenting;
}

/** An opening or answer with its comments. The server renders it once for all readers who see the same of it. */
export function ThreadPost(props: PostProps) {
  const { locale } = useLanguage();
  const when = useRelativeWords();
  return (
    <KeptPart of={import.meta.env.SSR ? keyOf(props, locale, when) : null}>{() => <WholePost {...props} />}</KeptPart>
  );
}

/** All that a post's HTML is made of; null where one of its forms is open. */
function keyOf({ threadId, post, commenting }: PostProps, locale: Locale, when: (iso: string) => string) {
  const { refused, on, here, uploads } = commenting;
  if (refused || on !== null || Object.keys(uploads).some((form) => form.startsWith('comment:'))) {
    return null;
  }
  const times = [post, ...post.comments].flatMap(({ card }) => [card.at, card.editedAt ?? card.at]);
  return JSON.stringify([locale, times.map(when), threadId, here, post]);
}

/** A post with what one can do with it, its comments, and the form for another. */
function WholePost({ threadId, post, commenting }: PostProps) {
  return (
    <PostCard {...post.card} actions={<Actions threadId={threadId} post={post} />}>
      {(post.comments.length > 0 || post.can.comment) && (
        <Comments>
          {post.comments.map((comment) => (
            <WholePost key={comment.card.id} threadId={threadId} post={comment} commenting={commenting} />
          ))}
          {post.can.comment && (
            <CommentForm key={post.comments.length} threadId={threadId} postId={post.card.id} {...commenting} />
          )}
        </Comments>
      )}
    </PostCard>
  );
}

function Actions({ threadId, post }: { threadId: number; post: PresentedPost }) {
  const t = useTranslations('ui');
  const labels = useTranslations('labels');
  const { id, kind, accepted, editedAt, deleted } = post.card;
  const { can } = post;
  const form = { action: paths.thread(threadId), fields: { postId: id } };
  if (deleted) {
    return can.restore ? (
      <PostActions form={form}>
        <ActionButton intent="restore" icon="rotate-ccw">
          {t('restore')}
        </ActionButton>
      </PostActions>
    ) : null;
  }
  return (
    <PostActions form={can.vote || can.accept || can.remove ? form : null}>
      {kind !== 'comment' && <VoteButton count={post.score} voted={post.voted} allowed={can.vote} />}
      {can.accept && (
        <ActionButton intent={accepted ? 'unaccept' : 'accept'} icon="check" pressed={accepted ?? false}>
          {accepted ? t('unaccept') : t('accept')}
        </ActionButton>
      )}
      {can.comment && (
        <ActionLink to={`${paths.thread(threadId, { quote: id })}#answer`} icon="quote">
          {t('quote')}
        </ActionLink>
      )}
      {can.edit && (
        <ActionLink to={paths.editPost(id)} icon="pencil">
          {t('edit')}
        </ActionLink>
      )}
      {(can.remove || can.comment || can.flag || editedAt) && (
        <MoreActions>
          {editedAt && (
            <MenuLink to={paths.postHistory(id)} icon="rotate-ccw-clock">
              {t('history')}
            </MenuLink>
          )}
          {can.comment && (
            <MenuLink to={paths.postLabel(id)} icon="eye">
              {labels('whoSees')}
            </MenuLink>
          )}
          {can.flag && (
            <MenuLink to={paths.flagPost(id)} icon="circle-exclamation-point">
              {t('flag')}
            </MenuLink>
          )}
          {can.remove && (
            <ActionButton intent="delete" icon="trash" look="menu-danger">
              {t('delete')}
            </ActionButton>
          )}
        </MoreActions>
      )}
    </PostActions>
  );
}

/** For guests: where the answer form would stand. */
export function GuestInvitation({ threadId }: { threadId: number }) {
  const t = useTranslations('thread');
  return (
    <div className="callout" id="answer">
      <p>{t('signInToAnswer')}</p>
      <div className="cluster">
        <ButtonLink to={paths.signIn({ to: `${paths.thread(threadId)}#answer` })} variant="primary">
          {t('signIn')}
        </ButtonLink>
        <ButtonLink to={paths.apply()} variant="quiet">
          {t('apply')}
        </ButtonLink>
      </div>
    </div>
  );
}
