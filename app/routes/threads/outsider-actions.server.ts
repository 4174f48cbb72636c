import { z } from 'zod';
import { countAct } from '#app/domain/limits/counts.server';
import { commentAsOutsider, setClosedToOutsiders } from '#app/domain/outsider-comments/commands.server';
import { removeOutsider } from '#app/domain/outsider-comments/decisions.server';
import { OutsiderCommentInput, OutsiderRemovalInput } from '#app/domain/outsider-comments/input';
import type { Viewer } from '#app/domain/viewer';
import type { SubmittedForm } from '#app/http/form.server';
import type { RouteArgs } from '#app/http/viewer.server';
import { paths } from '#app/paths';
import { type Outcome, withForm } from '#app/routes/threads/thread-actions.server';

/** What is done on a thread's page by outsiders and about them, by the value of `intent`; null for any other. */
export function actOnOutsiders(
  { context }: Pick<RouteArgs, 'context'>,
  viewer: Viewer,
  threadId: number,
  form: SubmittedForm,
): Promise<Outcome> | null {
  switch (form.intent) {
    case 'outsider':
      return withForm(form, OutsiderCommentInput, async (input) => {
        countAct('outsider', { address: context.ipAddress, email: input.email });
        await commentAsOutsider(viewer, threadId, input);
        return { to: `${paths.thread(threadId, { commented: 1 })}#outsider` };
      });
    case 'outsiderRemove':
      return withForm(form, OutsiderRemovalInput, async (input) => ({
        to: `${paths.thread(await removeOutsider(viewer, input))}#outsiders`,
        toast: 'outsiderRemoved',
      }));
    case 'outsidersClose':
    case 'outsidersOpen': {
      const closed = form.intent === 'outsidersClose';
      return withForm(form, z.object({}), async () => {
        await setClosedToOutsiders(viewer, threadId, closed);
        return { to: paths.thread(threadId), toast: closed ? 'outsidersClosed' : 'outsidersOpened' };
      });
    }
    default:
      return null;
  }
}
