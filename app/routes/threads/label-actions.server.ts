import { notFound } from '#app/domain/errors';
import { seesPost } from '#app/domain/posts/load.server';
import { changeLabel } from '#app/domain/threads/label.server';
import {
  LabelAnswerInput,
  LabelChangeInput,
  LabelRequestInput,
  RecipientsInput,
} from '#app/domain/threads/label-input';
import { answerLabelRequest, requestLabel } from '#app/domain/threads/label-requests.server';
import { setRecipients } from '#app/domain/threads/sharing.server';
import type { Viewer } from '#app/domain/viewer';
import type { SubmittedForm } from '#app/http/form.server';
import { paths } from '#app/paths';
import { type Outcome, withForm } from '#app/routes/threads/thread-actions.server';

/** What the forms of the label page do, by the value of `intent`. An unknown one is not there (404). */
export function actOnLabel(viewer: Viewer, postId: number, form: SubmittedForm): Promise<Outcome> {
  const here = paths.postLabel(postId);
  switch (form.intent) {
    case 'label':
      return withForm(form, LabelChangeInput, async (input) => {
        await changeLabel(viewer, postId, input);
        // A moderator may have made it stricter than they are let in.
        return (await seesPost(viewer, postId))
          ? { to: here, toast: 'labelChanged' }
          : { to: paths.threads(), toast: 'labelRaisedAway' };
      });
    case 'recipients':
      return withForm(form, RecipientsInput, async ({ recipients }) => {
        await setRecipients(viewer, postId, recipients);
        return { to: here, toast: 'recipientsSaved' };
      });
    case 'request':
      return withForm(form, LabelRequestInput, async (input) => {
        await requestLabel(viewer, postId, input);
        return { to: here, toast: 'labelRequested' };
      });
    case 'answer':
      return withForm(form, LabelAnswerInput, async (input) => {
        await answerLabelRequest(viewer, postId, input);
        return { to: here, toast: 'labelAnswered' };
      });
    default:
      throw notFound();
  }
}
