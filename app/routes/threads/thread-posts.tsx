import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/paths';
import type { PresentedPost } from '#app/routes/threads/present.server';
import { ActionForm, ActionLink, MoreActions, PostActions } from '#app/ui/forum/post-actions';
import { Comments, PostCard } from '#app/ui/forum/post-card';
import { VoteButton } from '#app/ui/forum/votes';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import type { FieldError } from '#app/ui/primitives/field';
import { MenuLink } from '#app/ui/primitives/menu';
import { TextArea } from '#app/ui/primitives/text-area';

/** What came back from a refused comment form: where it belongs, what was typed, what is wrong. */
export interface RefusedComment {
  postId: string;
  body: string;
  errors: FieldError[];
}

interface PostProps {
  threadId: number;
  post: PresentedPost;
  refused: RefusedComment | null;
}

/** A post with what one can do with it, its comments, and the form for another. */
export function ThreadPost({ threadId, post, refused }: PostProps) {
  return (
    <PostCard {...post.card} actions={<Actions threadId={threadId} post={post} />}>
      {(post.comments.length > 0 || post.can.comment) && (
        <Comments>
          {post.comments.map((comment) => (
            <ThreadPost key={comment.card.id} threadId={threadId} post={comment} refused={null} />
          ))}
          {post.can.comment && <CommentForm threadId={threadId} postId={post.card.id} refused={refused} />}
        </Comments>
      )}
    </PostCard>
  );
}

function Actions({ threadId, post }: { threadId: number; post: PresentedPost }) {
  const t = useTranslations('ui');
  const { id, kind, accepted, editedAt, deleted } = post.card;
  const action = paths.thread(threadId);
  const act = (intent: string) => ({ action, fields: { intent, postId: id } });
  const comment = kind === 'comment';
  if (deleted) {
    return post.can.restore ? (
      <PostActions>
        <ActionForm {...act('restore')} icon="rotate-ccw">
          {t('restore')}
        </ActionForm>
      </PostActions>
    ) : null;
  }
  const more = post.can.remove || editedAt;
  return (
    <PostActions>
      {!comment && (
        <VoteButton
          count={post.score}
          voted={post.voted}
          target={post.can.vote ? act(post.voted ? 'unvote' : 'vote') : null}
        />
      )}
      {post.can.accept && (
        <ActionForm {...act(accepted ? 'unaccept' : 'accept')} icon="check" pressed={accepted ?? false}>
          {accepted ? t('unaccept') : t('accept')}
        </ActionForm>
      )}
      {post.can.comment && (
        <ActionLink to={`${paths.thread(threadId, { quote: id })}#answer`} icon="quote">
          {t('quote')}
        </ActionLink>
      )}
      {post.can.edit && (
        <ActionLink to={paths.editPost(id)} icon="pencil">
          {t('edit')}
        </ActionLink>
      )}
      {more && (
        <MoreActions>
          {editedAt && (
            <MenuLink to={paths.postHistory(id)} icon="rotate-ccw-clock">
              {t('history')}
            </MenuLink>
          )}
          {post.can.remove && (
            <ActionForm {...act('delete')} icon="trash" look="menu-danger">
              {t('delete')}
            </ActionForm>
          )}
        </MoreActions>
      )}
    </PostActions>
  );
}

function CommentForm({
  threadId,
  postId,
  refused,
}: {
  threadId: number;
  postId: number;
  refused: RefusedComment | null;
}) {
  const t = useTranslations('thread');
  const mine = refused?.postId === String(postId) ? refused : null;
  return (
    <details className="comment-form" open={mine !== null}>
      <summary className="quiet-link">{t('addComment')}</summary>
      <Form method="post" action={paths.thread(threadId)}>
        <input type="hidden" name="intent" value="comment" />
        <input type="hidden" name="postId" value={postId} />
        <TextArea
          name="body"
          id={`comment-${postId}`}
          label={t('comment')}
          labelHidden
          rows={3}
          defaultValue={mine?.body ?? ''}
          errors={mine?.errors}
        />
        <Button size="sm">{t('comment')}</Button>
      </Form>
    </details>
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
