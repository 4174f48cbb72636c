import { z } from 'zod';
import { requireMember } from '#app/domain/acting';
import { notFound } from '#app/domain/errors';
import { countActOf } from '#app/domain/limits/counts.server';
import { postAnswer, postComment } from '#app/domain/posts/commands.server';
import { AnswerInput, CommentInput, DeleteInput, PostTarget } from '#app/domain/posts/input';
import { deletePost, restorePost, setAccepted, setVote } from '#app/domain/posts/verdicts.server';
import { markThreadRead, setBookmark, setSameQuestion, setThreadFollow } from '#app/domain/threads/marks.server';
import type { Viewer } from '#app/domain/viewer';
import { attempt, parseForm, type SubmittedForm } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { paths } from '#app/paths';

/** Where to go after the act and which toast to show there, or the reply to a form with mistakes. */
export type Outcome = { to: string; toast?: string } | { reply: FormReply };

const Nothing = z.object({});
const ReadUpTo = z.object({ lastPostId: z.coerce.number().int().positive() });

/** Which of the page's forms it is that brings files, named as drafts are. */
export function formOnThread(threadId: number, { intent, postId }: SubmittedForm): string | null {
  if (intent === 'comment') {
    return `comment:${postId}`;
  }
  return intent === 'answer' ? `answer:${threadId}` : null;
}

/** What the buttons and forms of the thread page do, by the value of `intent`. An unknown one is not there (404). */
export function actOnThread(viewer: Viewer, threadId: number, form: SubmittedForm): Promise<Outcome> {
  const page = paths.thread(threadId);
  const mark = (act: (viewer: Viewer, id: number, on: boolean) => Promise<void>, on: boolean, toast?: string) =>
    withForm(form, Nothing, async () => {
      await act(viewer, threadId, on);
      return { to: page, ...(toast ? { toast } : {}) };
    });
  const onPost = (act: (viewer: Viewer, postId: number) => Promise<number>, toast?: string) =>
    withForm(form, PostTarget, async ({ postId }) => ({
      to: paths.post(await act(viewer, postId), postId),
      ...(toast ? { toast } : {}),
    }));
  switch (form.intent) {
    case 'answer':
      return withForm(form, AnswerInput, async (input) => ({
        to: paths.post(threadId, await postAnswer(viewer, threadId, input)),
        toast: 'answerPosted',
      }));
    case 'comment':
      return withForm(form, CommentInput, async (input) => {
        const made = await postComment(viewer, input);
        return { to: paths.post(made.threadId, made.postId), toast: 'commentPosted' };
      });
    case 'vote':
      return onPost((who, postId) => {
        countActOf(requireMember(who), 'vote');
        return setVote(who, postId, true);
      });
    case 'unvote':
      return onPost((who, postId) => setVote(who, postId, false));
    case 'accept':
      return onPost((who, postId) => setAccepted(who, postId, true), 'accepted');
    case 'unaccept':
      return onPost((who, postId) => setAccepted(who, postId, false), 'unaccepted');
    case 'delete':
      return withForm(form, DeleteInput, async ({ postId, reason }) => ({
        to: paths.thread(await deletePost(viewer, postId, reason)),
        toast: 'deleted',
      }));
    case 'restore':
      return onPost(restorePost, 'restored');
    case 'same':
      return mark(setSameQuestion, true);
    case 'unsame':
      return mark(setSameQuestion, false);
    case 'bookmark':
      return mark(setBookmark, true, 'bookmarked');
    case 'unbookmark':
      return mark(setBookmark, false, 'unbookmarked');
    case 'follow':
      return mark(setThreadFollow, true, 'following');
    case 'unfollow':
      return mark(setThreadFollow, false, 'unfollowed');
    case 'read':
      return withForm(form, ReadUpTo, async ({ lastPostId }) => {
        await markThreadRead(viewer, threadId, lastPostId);
        return { to: page };
      });
    default:
      throw notFound();
  }
}

/** Parses, runs, and answers with what went wrong where the form or the domain refuses. */
export async function withForm<S extends z.ZodType>(
  form: SubmittedForm,
  schema: S,
  run: (input: z.output<S>) => Promise<Outcome>,
): Promise<Outcome> {
  const parsed = parseForm(form, schema);
  if (!parsed.ok) {
    return { reply: parsed.reply };
  }
  const done = await attempt(form, () => run(parsed.value));
  return done.ok ? done.value : { reply: done.reply };
}
