import { describe, expect, test } from 'vitest';
import { importAuthorities } from '#app/domain/authorities/import.server';
import { listApprovals } from '#app/domain/members/approvals.server';
import { importMembers } from '#app/domain/members/import.server';
import { acceptInvitation, findInvitation, invitationLink } from '#app/domain/members/invitation.server';
import { GUEST } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, contactOf, makeAuthority, makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { mailsAfter } from '#tests/support/mails';

let statements = 0;
const plain = await testDatabase();
const counting = plain.$extends({
  query: {
    $allOperations({ args, query }) {
      statements += 1;
      return query(args);
    },
  },
});
// The extended client has the same models and methods; only its type differs.
const database = withDatabase(counting as unknown as typeof plain);

const DISPLAY = { locale: 'he', theme: 'system', density: 'comfortable' } as const;
const CLIENT = { ipAddress: '127.0.0.1', userAgent: 'test', loginToken: null, firstStep: null, display: DISPLAY };
const utf8 = (text: string) => new TextEncoder().encode(text);

/** Hebrew as a spreadsheet program of old saves it. */
function windows1255(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => {
    const code = sign.charCodeAt(0);
    return code >= 0x5d0 ? code - 0x5d0 + 0xe0 : code;
  });
}

async function counts() {
  const [members, links, invitations, mails] = await Promise.all([
    plain.member.count(),
    plain.memberAuthority.count(),
    plain.invitation.count(),
    plain.outbox.count({ where: { queue: 'mail' } }),
  ]);
  return { members, links, invitations, mails };
}

describe('refused', () => {
  test('all but administrators, for members and authorities alike', async () => {
    const { id } = await makeAuthority();
    for (const viewer of [GUEST, await contactOf(id)]) {
      for (const run of [importMembers, importAuthorities]) {
        await expect(run(viewer, utf8(''), { apply: true })).rejects.toMatchObject({ code: 'forbidden' });
      }
    }
  });

  test('one fault, and nothing is done: each with its line and column', async () => {
    const admin = await administrator();
    const { slug } = await makeAuthority();
    const file = [
      'email,name,authority,role,contact',
      `good@example.org,דנה לוי,${slug},CIO,yes`,
      `not an address,א,${slug},astronaut,perhaps`,
      'other@example.org,רון כהן,nowhere,,',
      `good@example.org,דנה לוי,${slug},,`,
      `,שרה מזרחי,${slug},,`,
    ].join('\r\n');
    const before = await counts();
    const report = await importMembers(admin, utf8(file), { apply: true });
    expect(report.applied).toBe(false);
    expect(report.faults.map(({ line, column, message }) => [line, column, message])).toEqual([
      [3, 'email', 'email_invalid'],
      [3, 'name', 'name_short'],
      [3, 'itRole', 'sheet_word'],
      [3, 'primaryContact', 'sheet_word'],
      [4, 'authority', 'sheet_authority'],
      [5, 'email', 'sheet_twice'],
      [6, 'email', 'required'],
    ]);
    expect(await counts()).toEqual(before);
  });

  test('a file without its columns, empty, or of bytes that are no text', async () => {
    const admin = await administrator();
    const faults = async (bytes: Uint8Array) =>
      (await importMembers(admin, bytes, { apply: true })).faults.map(({ column, message }) => [column, message]);
    expect(await faults(utf8('name,authority\nא ב,x'))).toEqual([['email', 'sheet_no_column']]);
    expect(await faults(utf8(''))).toHaveLength(3);
    expect(await faults(Uint8Array.of(0x80, 0, 0xff))).toEqual([[null, 'sheet_encoding']]);
  });
});

describe('members', () => {
  const lines = (slug: string) => [
    'דוא"ל;שם מלא;רשות;תפקיד;העסקה;איש קשר',
    `dana@example.org;דנה לוי;${slug};מנמ"ר;עובדת רשות;כן`,
    `ron@example.org;רון כהן;${slug};ניהול רשת;מיקור חוץ;לא`,
  ];

  test.each([
    ['UTF-8', (text: string) => utf8(text)],
    ['UTF-8 with its mark', (text: string) => utf8(`\ufeff${text}`)],
    ['windows-1255', windows1255],
    ['tabs', (text: string) => utf8(text.replaceAll(';', '\t'))],
  ])('%s: a dry run changes nothing, then each gets an invitation, and again nothing', async (_kind, encode) => {
    const admin = await administrator();
    const { slug } = await makeAuthority();
    const file = encode(lines(slug).join('\n'));
    const before = await counts();
    const dry = await importMembers(admin, file, { apply: false });
    expect(dry).toMatchObject({ applied: false, faults: [], lines: [{ line: 2, outcome: 'added' }, { line: 3 }] });
    expect(await counts()).toEqual(before);
    expect((await importMembers(admin, file, { apply: true })).applied).toBe(true);
    const after = await counts();
    expect([after.members, after.invitations, after.mails]).toEqual([
      before.members + 2,
      before.invitations + 2,
      before.mails + 2,
    ]);
    const again = await importMembers(admin, file, { apply: true });
    expect(again.lines.map(({ outcome }) => outcome)).toEqual(['left', 'left']);
    expect(await counts()).toEqual(after);
  });

  test('whoever uses the invitation joins as the file says; until then nobody has to approve them', async () => {
    const admin = await administrator();
    const authority = await makeAuthority();
    const other = await makeAuthority();
    const file = lines(authority.slug)
      .join('\n')
      .replace(`לוי;${authority.slug}`, `לוי;${authority.slug}|${other.nameHe}`);
    await importMembers(admin, utf8(file), { apply: true });
    expect((await listApprovals(admin)).waiting).toEqual([]);
    expect((await mailsAfter(0)).map((mail) => mail.to.address)).toEqual(['dana@example.org', 'ron@example.org']);
    const row = await plain.invitation.findFirstOrThrow({ where: { email: 'dana@example.org' } });
    const token = invitationLink(row).split('/').at(-1) ?? '';
    expect(await findInvitation(GUEST, token)).toMatchObject({ known: { name: 'דנה לוי', itRole: 'cio' } });
    const more = { itRole: 'cio', employment: 'staff', password: 'a long enough password', privacy: true } as const;
    await acceptInvitation(GUEST, { token, name: 'דנה לוי', nameEn: null, handle: 'dana.l', ...more }, CLIENT);
    const member = await plain.member.findUniqueOrThrow({
      where: { email: 'dana@example.org' },
      include: { authorities: { orderBy: { position: 'asc' } } },
    });
    expect([member.status, member.importedAt]).toEqual(['active', null]);
    expect(member.authorities).toMatchObject([
      { authorityId: authority.id, primaryContact: true },
      { authorityId: other.id, primaryContact: true },
    ]);
  });

  test('nothing is taken from who is a member; an authority more is added', async () => {
    const admin = await administrator();
    const [one, two] = [await makeAuthority(), await makeAuthority()];
    const member = await makeMember({ authorityIds: [one.id], name: 'השם שלי' });
    const file = utf8(`email,name,authority\n${member.email},שם אחר,${two.slug}`);
    expect((await importMembers(admin, file, { apply: true })).lines).toMatchObject([{ outcome: 'changed' }]);
    const row = await plain.member.findUniqueOrThrow({ where: { id: member.id }, include: { authorities: true } });
    expect([row.name, row.status, row.authorities.length]).toEqual(['השם שלי', 'active', 2]);
    expect((await importMembers(admin, file, { apply: true })).lines).toMatchObject([{ outcome: 'left' }]);
  });

  test('the number of statements depends on the batches alone', async () => {
    const admin = await administrator();
    const { slug } = await makeAuthority();
    const file = (from: number, count: number) =>
      utf8(
        [
          'email,name,authority',
          ...Array.from({ length: count }, (_, n) => `p${from + n}@x.example,שם ${n},${slug}`),
        ].join('\n'),
      );
    const needed = async (bytes: Uint8Array) => {
      statements = 0;
      expect((await importMembers(admin, bytes, { apply: true })).applied).toBe(true);
      return statements;
    };
    const few = await needed(file(0, 2));
    expect(await needed(file(1_000, 400))).toBe(few);
    const many = await importMembers(admin, file(10_000, 5_000), { apply: false });
    expect([many.lines.length, many.faults]).toEqual([5_000, []]);
    expect(database).toBeDefined();
  });
});

describe('authorities', () => {
  test('added, changed and left by their slugs', async () => {
    const admin = await administrator();
    const file = (residents: string) =>
      utf8(
        `slug,שם,Name in English,סוג,מחוז,תושבים\nkfar-oz,כפר עוז,Kfar Oz,מועצה מקומית,צפון,"${residents}"\nbad slug,א,B,x,y,1`,
      );
    const faulty = await importAuthorities(admin, file('12,000'), { apply: true });
    expect(faulty.faults.map(({ line, column }) => [line, column])).toEqual([
      [3, 'slug'],
      [3, 'kind'],
      [3, 'district'],
    ]);
    const good = (residents: string) =>
      utf8(new TextDecoder().decode(file(residents)).split('\n').slice(0, 2).join('\n'));
    const outcomes = async (residents: string) =>
      (await importAuthorities(admin, good(residents), { apply: true })).lines.map(({ outcome }) => outcome);
    expect(await outcomes('12,000')).toEqual(['added']);
    expect(await outcomes('12,000')).toEqual(['left']);
    expect(await outcomes('25,000')).toEqual(['changed']);
    expect(await plain.authority.findUniqueOrThrow({ where: { slug: 'kfar-oz' } })).toMatchObject({ size: 'medium' });
  });
});
