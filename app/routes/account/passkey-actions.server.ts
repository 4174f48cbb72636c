import { notFound } from '#app/domain/errors';
import { PasskeyAdd, PasskeyRemove, PasskeyRename } from '#app/domain/login/passkey-input';
import { addPasskey, removePasskey, renamePasskey } from '#app/domain/login/passkeys.server';
import type { MemberViewer } from '#app/domain/viewer';
import { attempt, parseForm, type SubmittedForm } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { limitPasskeys } from '#app/routes/account/limits.server';

/** The key of the word about it, or the reply to a form with mistakes. */
type Outcome = { said: string } | { reply: FormReply };

/** What the forms of the page of passkeys do, by the value of `intent`. An unknown one is not there (404). */
export async function actOnPasskeys(viewer: MemberViewer, fields: SubmittedForm, ip: string): Promise<Outcome> {
  switch (fields.intent) {
    case 'add': {
      const form = parseForm(fields, PasskeyAdd);
      return form.ok ? run(fields, 'toast.passkeyAdded', () => add(viewer, form.value, ip)) : { reply: form.reply };
    }
    case 'rename': {
      const form = parseForm(fields, PasskeyRename);
      return form.ok
        ? run(fields, 'toast.passkeyRenamed', () => renamePasskey(viewer, form.value.passkeyId, form.value.name))
        : { reply: form.reply };
    }
    case 'remove': {
      const form = parseForm(fields, PasskeyRemove);
      return form.ok
        ? run(fields, 'toast.passkeyRemoved', () => removePasskey(viewer, form.value.passkeyId))
        : { reply: form.reply };
    }
    default:
      throw notFound();
  }
}

async function add(viewer: MemberViewer, input: PasskeyAdd, ip: string): Promise<void> {
  limitPasskeys(ip);
  await addPasskey(viewer, input);
}

async function run(fields: SubmittedForm, said: string, act: () => Promise<void>): Promise<Outcome> {
  const done = await attempt(fields, act);
  return done.ok ? { said } : { reply: done.reply };
}
