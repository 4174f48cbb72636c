import { beforeEach, describe, expect, test } from 'vitest';
import type { ProfileInput } from '#app/domain/members/input';
import { editProfile } from '#app/domain/members/profile.server';
import { readersAmong } from '#app/domain/notifications/readers.server';
import { OrganizationInput } from '#app/domain/organization/input';
import type { Reading } from '#app/domain/organization/model';
import { getOrganization, organizationStatement, setOrganization } from '#app/domain/organization/setting.server';
import { hiddenMeanwhile } from '#app/domain/search/hidden.server';
import { searchForum } from '#app/domain/search/queries.server';
import { readSearchRequest } from '#app/domain/search/request';
import { visibleSessions } from '#app/domain/sessions/visible.server';
import { visibleThreads } from '#app/domain/threads/visible.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { plan } from '#tests/support/factories-sessions';
import { ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal, refusalCode } from '#tests/support/refusal';
import { indexNow } from '#tests/support/search';

const database = withDatabase(await testDatabase());
const UNWRITTEN = { statementHe: '', statementEn: '' };
let admin: MemberViewer;
let author: MemberViewer;
let staffId: string;
let outsourcedId: string;

beforeEach(async () => {
  admin = await administrator();
  const authorityIds = [(await makeAuthority()).id];
  author = await viewerFor((await makeMember({ authorityIds, role: 'host' })).id);
  staffId = (await makeMember({ authorityIds })).id;
  outsourcedId = (await makeMember({ authorityIds, employment: 'outsourced' })).id;
});

function read(reading: Reading): Promise<void> {
  return setOrganization(admin, { reading, ...UNWRITTEN });
}

/** Labels of what the member sees now, as a list shows it. */
async function seen(memberId: string): Promise<{ threads: string[]; sessions: string[] }> {
  const viewer = await viewerFor(memberId);
  const threads = await database.thread.findMany({ where: visibleThreads(viewer), select: { label: true } });
  const sessions = await database.session.findMany({ where: visibleSessions(viewer), select: { label: true } });
  const labels = (rows: { label: string }[]) => rows.map(({ label }) => label).sort();
  return { threads: labels(threads), sessions: labels(sessions) };
}

async function found(memberId: string, q: string): Promise<number> {
  const { total } = await searchForum(await viewerFor(memberId), readSearchRequest(new URLSearchParams({ q })));
  return total.value;
}

describe('the setting', () => {
  test('is an administrator’s, one of two readings, with statements of bounded length', async () => {
    const moderator = await viewerFor((await makeMember({ role: 'moderator' })).id);
    for (const viewer of [GUEST, moderator]) {
      expect(await refusalCode(setOrganization(viewer, { reading: 'employees', ...UNWRITTEN }))).toBe('forbidden');
      expect(await refusalCode(getOrganization(viewer))).toBe('forbidden');
    }
    expect(OrganizationInput.safeParse({ reading: 'all' }).error?.issues[0]?.message).toBe('choose_one');
    const long = { reading: 'authority', statementHe: 'א'.repeat(501) };
    expect(OrganizationInput.safeParse(long).error?.issues[0]).toMatchObject({ message: 'tooLong', maximum: 500 });
    expect((await getOrganization(admin)).reading).toBe('authority');
  });

  test('is told in words, the association’s or those that came along, and every change is written down', async () => {
    expect(await organizationStatement('en')).toContain('employed or outsourced');
    await read('employees');
    expect(await organizationStatement('en')).toContain('the employees');
    await setOrganization(admin, { reading: 'employees', statementHe: 'הארגון הוא אנחנו.', statementEn: '' });
    await setOrganization(admin, { reading: 'employees', statementHe: 'הארגון הוא אנחנו.', statementEn: '' });
    expect(await organizationStatement('he')).toBe('הארגון הוא אנחנו.');
    expect(await organizationStatement('en')).toContain('the employees');
    const entries = await database.auditEntry.findMany({ where: { action: 'organization.reading' } });
    expect(entries.map(({ detail }) => JSON.parse(detail))).toEqual([
      { from: 'authority', to: 'employees', reworded: false },
      { from: 'employees', to: 'employees', reworded: true },
    ]);
  });

  test('under the narrow reading nobody hires themselves', async () => {
    const me = await viewerFor(outsourcedId);
    const input = { name: 'דנה לוי', employment: 'staff', firstAuthority: null } as unknown as ProfileInput;
    await read('employees');
    expect(await refusal(editProfile(me, input))).toBe('invalid employment_confirmed employment');
    await editProfile(me, { ...input, employment: 'outsourced' });
    await read('authority');
    await editProfile(me, input);
    expect(await database.member.findUnique({ where: { id: outsourcedId } })).toMatchObject({ employment: 'staff' });
  });
});

describe('what an outsourced member of the authority sees', () => {
  test('in lists, notices and search: at once less, and at once again all', async () => {
    await ask(author, { label: 'AMBER', title: 'זברה אחת' });
    const strictId = await ask(author, { label: 'AMBER_STRICT', title: 'זברה שתיים' });
    const forThem = await ask(author, { label: 'AMBER_STRICT', title: 'זברה שלוש' });
    await database.threadRecipient.create({
      data: { threadId: forThem, memberId: outsourcedId, createdAt: new Date(0) },
    });
    await plan(author, { label: 'AMBER', title: 'מפגש זברה' });
    await plan(author, { label: 'AMBER_STRICT', title: 'מפגש זברה סגור' });
    await indexNow();
    const all = { threads: ['AMBER', 'AMBER_STRICT', 'AMBER_STRICT'], sessions: ['AMBER', 'AMBER_STRICT'] };
    expect(await seen(outsourcedId)).toEqual(all);
    expect(await found(outsourcedId, 'זברה')).toBe(5);

    await read('employees');
    expect(await hiddenMeanwhile()).toContain(`thread:${strictId}`);
    // Until the index has it anew, what the reading decides about is found by nobody.
    expect(await found(outsourcedId, 'זברה')).toBe(2);
    expect(await seen(outsourcedId)).toEqual({ threads: ['AMBER', 'AMBER_STRICT'], sessions: ['AMBER'] });
    expect(await seen(staffId)).toEqual(all);
    await indexNow();
    expect(await found(outsourcedId, 'זברה')).toBe(3);
    expect(await found(staffId, 'זברה')).toBe(5);
    const told = await readersAmong(database, [staffId, outsourcedId], await openingOf(strictId));
    expect(told).toEqual([staffId]);

    await read('authority');
    expect(await seen(outsourcedId)).toEqual(all);
    await indexNow();
    expect(await found(outsourcedId, 'זברה')).toBe(5);
    expect(await readersAmong(database, [staffId, outsourcedId], await openingOf(strictId))).toHaveLength(2);
  });

  test('what they write themselves stays theirs', async () => {
    const own = await viewerFor(outsourcedId);
    await ask(own, { label: 'AMBER_STRICT' });
    await read('employees');
    expect((await seen(outsourcedId)).threads).toEqual(['AMBER_STRICT']);
    expect((await seen(staffId)).threads).toEqual(['AMBER_STRICT']);
  });
});
