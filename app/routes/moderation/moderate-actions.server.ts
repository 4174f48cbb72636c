import { notFound } from '#app/domain/errors';
import { LockInput, MergeInput, MoveInput, SplitInput, UndoInput } from '#app/domain/moderation/input';
import { mergeThread } from '#app/domain/moderation/merge.server';
import { splitThread } from '#app/domain/moderation/split.server';
import { moveThread, setLocked, setPinned } from '#app/domain/moderation/thread-acts.server';
import type { Viewer } from '#app/domain/viewer';
import type { SubmittedForm } from '#app/http/form.server';
import { paths } from '#app/paths';
import { type Outcome, withForm } from '#app/routes/threads/thread-actions.server';

/** What the forms of a thread's moderation page do, by the value of `intent`. An unknown one is not there (404). */
export function actAsModerator(viewer: Viewer, threadId: number, form: SubmittedForm): Promise<Outcome> {
  const done = { to: paths.thread(threadId), toast: 'moderated' };
  switch (form.intent) {
    case 'lock':
      return withForm(form, LockInput, async ({ reason }) => {
        await setLocked(viewer, threadId, true, reason);
        return done;
      });
    case 'unlock':
      return withForm(form, UndoInput, async ({ reason }) => {
        await setLocked(viewer, threadId, false, reason);
        return done;
      });
    case 'pin':
    case 'unpin':
      return withForm(form, UndoInput, async ({ reason }) => {
        await setPinned(viewer, threadId, form.intent === 'pin', reason);
        return done;
      });
    case 'move':
      return withForm(form, MoveInput, async (input) => {
        await moveThread(viewer, threadId, input);
        return done;
      });
    case 'split':
      return withForm(form, SplitInput, async (input) => ({
        ...done,
        to: paths.thread(await splitThread(viewer, threadId, input)),
      }));
    case 'merge':
      return withForm(form, MergeInput, async (input) => {
        const made = await mergeThread(viewer, threadId, input);
        return { ...done, to: paths.post(made.threadId, made.postId) };
      });
    default:
      throw notFound();
  }
}
