import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import type { z } from 'zod';
import { requireMember } from '#app/domain/acting';
import { editRecord, removeRecord, supersedeDecision } from '#app/domain/summaries/edit-record.server';
import { RecordInput, RecordTarget, SupersedeInput } from '#app/domain/summaries/input';
import { openQuestionThread } from '#app/domain/summaries/question-thread.server';
import type { Viewer } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused, type SubmittedForm } from '#app/http/form.server';
import { getViewer } from '#app/http/viewer.server';
import { paths } from '#app/paths';

/**
 * What the buttons beside a record do, on every page that shows some: `close`, `reopen`, `assign`, `record`, `remove`,
 * `supersede`, `thread`. Null for any other intent. Goes back to `here` afterwards.
 */
export async function actOnRecord(viewer: Viewer, form: SubmittedForm, here: string) {
  const run = async <S extends z.ZodType>(schema: S, command: (value: z.output<S>) => Promise<unknown>) => {
    const parsed = parseForm(form, schema);
    if (!parsed.ok) {
      return refused(parsed.reply);
    }
    const done = await attempt(form, () => command(parsed.value));
    return done.ok ? redirectWithFlash(here, { tone: 'positive', key: 'toast.recordSaved' }) : refused(done.reply);
  };
  switch (form.intent) {
    case 'close':
    case 'reopen':
      return run(RecordTarget, ({ id }) => editRecord(viewer, { id, done: form.intent === 'close' ? 'yes' : 'no' }));
    case 'assign':
      return run(RecordInput, ({ id, owner, due }) => editRecord(viewer, { id, owner, due }));
    case 'record':
      return run(RecordInput, (input) => editRecord(viewer, input));
    case 'remove':
      return run(RecordTarget, ({ id }) => removeRecord(viewer, id));
    case 'supersede':
      return run(SupersedeInput, ({ id, by }) => supersedeDecision(viewer, id, by));
    case 'thread':
      return askQuestion(viewer, form);
    default:
      return null;
  }
}

async function askQuestion(viewer: Viewer, form: SubmittedForm) {
  requireMember(viewer);
  const parsed = parseForm(form, RecordTarget);
  if (!parsed.ok) {
    return refused(parsed.reply);
  }
  const done = await attempt(form, async () => {
    return openQuestionThread(viewer, parsed.value.id);
  });
  if (!done.ok) {
    return refused(done.reply);
  }
  return redirectWithFlash(paths.thread(done.value), { tone: 'positive', key: 'toast.questionAsked' });
}

/** The answer to a form that no page of ours sends. */
export function refuseIntent() {
  return refused({ intent: '', values: {}, errors: { '': [{ key: 'invalid' }] } });
}

/** A page that is not there for guests sends them to sign in. */
export function toSignIn(path: string): Response {
  return redirect(paths.signIn({ to: path }));
}

/** The action of every register: something done about a record of its list. */
export async function actOnRegister(args: ActionFunctionArgs) {
  const form = await readFields(args.request);
  const viewer = await getViewer(args);
  requireMember(viewer);
  const { pathname, search } = new URL(args.request.url);
  return (await actOnRecord(viewer, form, pathname + search)) ?? refuseIntent();
}
