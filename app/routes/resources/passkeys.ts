import { type ActionFunctionArgs, json } from '@remix-run/node';
import { requireMember } from '#app/domain/acting';
import { PasskeyAsk } from '#app/domain/login/passkey-input';
import { askForPasskey } from '#app/domain/login/passkey-proof.server';
import { askForNewPasskey } from '#app/domain/login/passkeys.server';
import type { Viewer } from '#app/domain/viewer';
import { readForm, refused } from '#app/http/form.server';
import { getViewer } from '#app/http/viewer.server';
import { limitPasskeys } from '#app/routes/account/limits.server';

/** POST `purpose` → what the browser's passkey functions are called with: a challenge that is good once. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await getViewer(args);
  limitPasskeys(args.context.ipAddress);
  const form = await readForm(args.request, PasskeyAsk);
  if (!form.ok) {
    return refused(form.reply);
  }
  return json(await ask(viewer, form.value.purpose), { headers: { 'Cache-Control': 'no-store' } });
}

function ask(viewer: Viewer, purpose: 'add' | 'sign-in' | 'prove') {
  switch (purpose) {
    case 'add':
      return askForNewPasskey(viewer);
    case 'prove':
      return askForPasskey('prove', requireMember(viewer).memberId);
    case 'sign-in':
      return askForPasskey('sign-in', null);
  }
}
