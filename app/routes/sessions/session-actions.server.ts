import type { z } from 'zod';
import { notFound } from '#app/domain/errors';
import { cancelSession, deleteSession, linkThread, markHeld, unlinkThread } from '#app/domain/sessions/commands.server';
import { CancelInput, LinkThreadInput, ReplyInput } from '#app/domain/sessions/input';
import { replyToSession } from '#app/domain/sessions/replies.server';
import type { Viewer } from '#app/domain/viewer';
import { attempt, parseForm, type SubmittedForm } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { paths } from '#app/paths';

/** Where to go after the act and which toast to show there, or the reply to a form with mistakes. */
export type Outcome = { to: string; toast: string } | { reply: FormReply };

/** What the buttons and forms of a session's page do, by the value of `intent`. An unknown one is not there (404). */
export function actOnSession(viewer: Viewer, id: number, form: SubmittedForm): Promise<Outcome> {
  const page = paths.session(id);
  switch (form.intent) {
    case 'reply':
      return withForm(form, ReplyInput, async ({ wish }) => ({
        to: page,
        toast: `reply_${await replyToSession(viewer, id, wish)}`,
      }));
    case 'cancel':
      return withForm(form, CancelInput, async ({ reason }) => {
        await cancelSession(viewer, id, reason);
        return { to: page, toast: 'sessionCancelled' };
      });
    case 'link':
      return withForm(form, LinkThreadInput, async ({ thread }) => {
        await linkThread(viewer, id, thread);
        return { to: page, toast: 'threadLinked' };
      });
    case 'unlink':
      return withForm(form, LinkThreadInput, async ({ thread }) => {
        await unlinkThread(viewer, id, thread);
        return { to: page, toast: 'threadUnlinked' };
      });
    case 'held':
      return simply(form, async () => {
        await markHeld(viewer, id);
        return { to: page, toast: 'sessionHeld' };
      });
    case 'delete':
      return simply(form, async () => {
        await deleteSession(viewer, id);
        return { to: paths.sessions(), toast: 'sessionDeleted' };
      });
    default:
      throw notFound();
  }
}

async function simply(form: SubmittedForm, run: () => Promise<Outcome>): Promise<Outcome> {
  const done = await attempt(form, run);
  return done.ok ? done.value : { reply: done.reply };
}

/** Parses, runs, and answers with what went wrong where the form or the domain refuses. */
async function withForm<S extends z.ZodType>(
  form: SubmittedForm,
  schema: S,
  run: (input: z.output<S>) => Promise<Outcome>,
): Promise<Outcome> {
  const parsed = parseForm(form, schema);
  return parsed.ok ? simply(form, () => run(parsed.value)) : { reply: parsed.reply };
}
