import { notFound } from '#app/domain/errors';
import { mailOwnLink } from '#app/domain/login/commands.server';
import { CodeSignIn, FactorBegin } from '#app/domain/login/input';
import { PasskeySignIn } from '#app/domain/login/passkey-input';
import { proveByCode, proveByPasskey, proveByPassword } from '#app/domain/login/proof.server';
import type { MemberViewer } from '#app/domain/viewer';
import { attempt, parseForm, type SubmittedForm } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { limitCodes, limitOwnMail, limitPasskeys, limitPasswordChecks } from '#app/routes/account/limits.server';

type Outcome = { mailed: boolean } | { reply: FormReply };

/** Names that do not go back and forth: the proof's own fields, and secrets. */
const NOT_CARRIED = /^prove|password|token|secret/i;

/** What was filled in on the page that is waited for. */
export function carriedFields(fields: SubmittedForm): SubmittedForm {
  const own = fields.proveWay === 'passkey' ? ['passkey'] : [];
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !NOT_CARRIED.test(name) && !own.includes(name)));
}

/** Proves who one is in the way that `proveWay` names. An unknown one is not there (404). */
export async function prove(viewer: MemberViewer, fields: SubmittedForm, ip: string): Promise<Outcome> {
  switch (fields.proveWay) {
    case 'password': {
      const form = parseForm({ ...fields, password: fields.provePassword ?? '' }, FactorBegin);
      return form.ok ? run(fields, () => byPassword(viewer, form.value.password)) : mistaken(fields, form.reply);
    }
    case 'code': {
      const form = parseForm({ ...fields, code: fields.proveCode ?? '' }, CodeSignIn);
      return form.ok ? run(fields, () => byCode(viewer, form.value.code)) : mistaken(fields, form.reply);
    }
    case 'passkey': {
      const form = parseForm(fields, PasskeySignIn);
      return form.ok ? run(fields, () => byPasskey(viewer, form.value, ip)) : mistaken(fields, form.reply);
    }
    case 'link': {
      const done = await run(fields, async () => {
        limitOwnMail(viewer.memberId);
        await mailOwnLink(viewer);
      });
      return 'reply' in done ? done : { mailed: true };
    }
    default:
      throw notFound();
  }
}

async function byPassword(viewer: MemberViewer, password: string): Promise<void> {
  limitPasswordChecks(viewer.memberId);
  await proveByPassword(viewer, password);
}

async function byCode(viewer: MemberViewer, code: string): Promise<void> {
  limitCodes(viewer.loginId);
  await proveByCode(viewer, code);
}

async function byPasskey(viewer: MemberViewer, { passkey }: PasskeySignIn, ip: string): Promise<void> {
  limitPasskeys(ip);
  await proveByPasskey(viewer, passkey);
}

async function run(fields: SubmittedForm, act: () => Promise<void>): Promise<Outcome> {
  const done = await attempt({ ...carriedFields(fields) }, act);
  return done.ok ? { mailed: false } : { reply: done.reply };
}

/** What comes back is the form that waits; what was given as a proof is typed anew. */
function mistaken(fields: SubmittedForm, reply: FormReply): Outcome {
  return { reply: { ...reply, values: carriedFields(fields) } };
}
