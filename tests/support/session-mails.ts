import { afterEach, beforeEach } from 'vitest';
import { setClock } from '#app/domain/clock';
import { markNoticesRead } from '#app/domain/notifications/commands.server';
import { changeSession } from '#app/domain/sessions/commands.server';
import { SessionInput } from '#app/domain/sessions/input';
import { replyToSession } from '#app/domain/sessions/replies.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { plan, sessionForm } from '#tests/support/factories-sessions';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { mailsAfter } from '#tests/support/mails';

// What tests of the mails about sessions start from: import it once a file.

export const database = withDatabase(await testDatabase());
export const TITLE = 'שולחן עגול: הצטרפות למכרז';

/** Made anew before each test. */
export let host: MemberViewer;
export let invited: MemberViewer;
export let other: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  setClock(() => Date.parse('2026-11-01T08:00:00Z'));
  host = await member({ role: 'host', name: 'דנה המארחת', nameEn: 'Dana Hosting' });
  invited = await member({ name: 'נועם המוזמן', nameEn: 'Noam Invited' });
  other = await member({ name: 'רות המשיבה', nameEn: 'Ruth Replying' });
});
afterEach(() => setClock());

export const SESSION = { date: '2026-11-29', videoUrl: 'https://video.example/room-1' };

export type Typed = Parameters<typeof sessionForm>[0];

export const byInvitation = () => ({ ...SESSION, audience: 'invited', invited: invited.handle });

/** A session to which one member is invited. */
export function planned(values: Typed = {}): Promise<number> {
  return plan(host, { ...byInvitation(), ...values });
}

/** The same, when the mail of the invitation has gone and was read. */
export async function toldOf(values: Typed = {}): Promise<number> {
  const id = await planned(values);
  await mailsAfter();
  await markNoticesRead(invited);
  return id;
}

/** A session open to all, to which both say that they come. */
export async function opened(values: Typed = {}): Promise<number> {
  const id = await plan(host, { ...SESSION, ...values });
  await replyToSession(invited, id, 'going');
  await replyToSession(other, id, 'going');
  return id;
}

export function change(id: number, values: Typed): Promise<void> {
  return changeSession(host, id, SessionInput.parse(sessionForm({ ...byInvitation(), ...values })));
}
