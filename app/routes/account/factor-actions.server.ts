import { notFound } from '#app/domain/errors';
import { FactorBegin, FactorConfirm, FactorRemove } from '#app/domain/login/input';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '#app/domain/login/second-factor.server';
import type { MemberViewer } from '#app/domain/viewer';
import { attempt, parseForm, type SubmittedForm } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { limitCodes, limitPasswordChecks } from '#app/routes/account/limits.server';

/** New recovery codes to be shown, once; `null` after an act without any; or the reply to a form with mistakes. */
type Outcome = { codes: string[] | null } | { reply: FormReply };

/** What the forms of the second factor do, by the value of `intent`. An unknown one is not there (404). */
export async function actOnFactor(viewer: MemberViewer, fields: SubmittedForm): Promise<Outcome> {
  switch (fields.intent) {
    case 'begin': {
      const form = parseForm(fields, FactorBegin);
      return form.ok ? run(fields, () => begin(viewer, form.value.password)) : { reply: form.reply };
    }
    case 'confirm': {
      const form = parseForm(fields, FactorConfirm);
      return form.ok ? run(fields, () => confirmSecondFactor(viewer, form.value.code)) : { reply: form.reply };
    }
    case 'codes': {
      const form = parseForm(fields, FactorConfirm);
      return form.ok ? run(fields, () => renew(viewer, form.value.code)) : { reply: form.reply };
    }
    case 'remove': {
      const form = parseForm(fields, FactorRemove);
      return form.ok ? run(fields, () => remove(viewer, form.value)) : { reply: form.reply };
    }
    default:
      throw notFound();
  }
}

async function begin(viewer: MemberViewer, password: string): Promise<null> {
  limitPasswordChecks(viewer.memberId);
  await beginSecondFactor(viewer, password);
  return null;
}

function renew(viewer: MemberViewer, code: string): Promise<string[]> {
  limitCodes(viewer.loginId);
  return renewRecoveryCodes(viewer, code);
}

async function remove(viewer: MemberViewer, { password, code }: { password: string; code: string }): Promise<null> {
  limitPasswordChecks(viewer.memberId);
  limitCodes(viewer.loginId);
  await removeSecondFactor(viewer, password, code);
  return null;
}

async function run(fields: SubmittedForm, act: () => Promise<string[] | null>): Promise<Outcome> {
  const done = await attempt(fields, act);
  return done.ok ? { codes: done.value } : { reply: done.reply };
}
