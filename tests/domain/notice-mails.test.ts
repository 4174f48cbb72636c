import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { now, setClock } from '#app/domain/clock';
import type { Label } from '#app/domain/labels';
import { markNoticesRead } from '#app/domain/notifications/commands.server';
import { deletePost, setAccepted } from '#app/domain/posts/verdicts.server';
import { setThreadFollow } from '#app/domain/threads/marks.server';
import type { MemberViewer } from '#app/domain/viewer';
import type { MailMessage } from '#app/mail/message';
import { sendDueMails } from '#app/mail/worker.server';
import { prepareMail } from '#app/mail-worker.server';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, comment } from '#tests/support/factories-threads';
import { testEnv, withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { mailsAfter } from '#tests/support/mails';

const database = withDatabase(await testDatabase());
const { appUrl } = testEnv();
const TWO_MINUTES_MS = 120_000;
const TITLE = 'גיבוי M365: האם retention של הספק מספיק?';
const TEXT = 'לא הספיק לנו, ולכן קנינו **גיבוי** נפרד.';

let asker: MemberViewer;
let helper: MemberViewer;

beforeEach(async () => {
  const authority = await makeAuthority();
  const own = { authorityIds: [authority.id] };
  asker = await viewerFor((await makeMember({ ...own, nameEn: 'Dana Levi' })).id);
  helper = await viewerFor((await makeMember({ ...own, name: 'נועם בר', nameEn: 'Noam Bar' })).id);
});
afterEach(() => setClock());

async function answered(label: Label = 'GREEN', title = TITLE): Promise<{ threadId: number; postId: number }> {
  const threadId = await ask(asker, { label, title });
  return { threadId, postId: await answer(helper, threadId, TEXT) };
}

function changeAsker(data: { mailNotices?: boolean; status?: 'suspended'; validUntil?: Date; locale?: 'en' }) {
  return database.member.update({ where: { id: asker.memberId }, data });
}

describe('no mail', () => {
  const reasons: [string, (made: { threadId: number; postId: number }) => Promise<unknown>][] = [
    ['to a member who wants none', () => changeAsker({ mailNotices: false })],
    ['to a suspended member', () => changeAsker({ status: 'suspended' })],
    ['to a member whose time is over', () => changeAsker({ validUntil: new Date('2020-01-01') })],
    ['of what was read meanwhile', ({ threadId }) => markNoticesRead(asker, { threadId })],
    ['of a post that is deleted', ({ postId }) => deletePost(helper, postId, '')],
  ];
  test.each(reasons)('%s', async (_reason, act) => {
    const made = await answered();
    await act(made);
    expect(await mailsAfter(TWO_MINUTES_MS)).toEqual([]);
    expect(await database.outbox.count({ where: { queue: { not: 'search' } } })).toBe(0);
  });

  test('of a post that was raised out of sight', async () => {
    const threadId = await ask(helper);
    await setThreadFollow(asker, threadId, true);
    const postId = await answer(helper, threadId);
    await raise({ postId }, 'RED');
    expect(await mailsAfter(TWO_MINUTES_MS)).toEqual([]);
  });

  test('of a thread that was raised out of the member’s sight', async () => {
    const threadId = await ask(helper);
    const postId = await answer(asker, threadId);
    await setAccepted(helper, postId, true);
    await database.thread.update({ where: { id: threadId }, data: { label: 'RED' } });
    const { email } = await database.member.findUniqueOrThrow({ where: { id: asker.memberId } });
    expect((await mailsAfter(TWO_MINUTES_MS)).map((mail) => mail.to.address)).not.toContain(email);
  });

  test('to whoever wrote it', async () => {
    const threadId = await ask(asker);
    await answer(asker, threadId);
    expect(await mailsAfter(TWO_MINUTES_MS)).toEqual([]);
  });
});

async function raise({ postId }: { postId: number }, label: Label): Promise<void> {
  await database.post.update({ where: { id: postId }, data: { label } });
}

describe('the label', () => {
  test.each(['CLEAR', 'GREEN'] as const)('%s: label and text, the label directly before the text', async (label) => {
    await answered(label);
    const [mail] = await mailsAfter(TWO_MINUTES_MS);
    expect(mail?.subject).toBe(`תשובה חדשה · TLP:${label} · ${TITLE}`);
    expect(mail?.text).toContain(
      `TLP:${label}\n${TITLE}\n\nתשובה מאת נועם בר:\n> לא הספיק לנו, ולכן קנינו גיבוי נפרד.`,
    );
    expect(mail?.html).toMatch(new RegExp(`TLP:${label}</bdi></p>\\n<p dir="rtl"[^>]*>גיבוי M365`));
  });

  test.each([
    ['AMBER', 'TLP:AMBER'],
    ['AMBER_STRICT', 'TLP:AMBER+STRICT'],
  ] as const)('%s: label and link alone', async (label, spelled) => {
    const { threadId, postId } = await answered(label);
    const [mail] = await mailsAfter(TWO_MINUTES_MS);
    expect(mail?.subject).toBe(`תשובה חדשה · ${spelled}`);
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/גיבוי|הספיק|נועם/);
    expect(mail?.text).toContain(`${appUrl}/threads/${threadId}#post-${postId}`);
  });

  test('RED: that there is something, and a link', async () => {
    const { threadId, postId } = await answered();
    await database.thread.update({ where: { id: threadId }, data: { label: 'RED' } });
    const [mail] = await mailsAfter(TWO_MINUTES_MS);
    expect(mail?.subject).toBe('משהו חדש מחכה לך');
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/גיבוי|הספיק|נועם|TLP/);
    expect(mail?.text).toContain(`${appUrl}/threads/${threadId}#post-${postId}`);
  });

  test('the strictest of post and thread counts, whichever of them has it', async () => {
    const stricter = await answered('GREEN');
    await raise(stricter, 'AMBER');
    const thread = await answered('GREEN');
    await database.thread.update({ where: { id: thread.threadId }, data: { label: 'AMBER_STRICT' } });
    const mails = await mailsAfter(TWO_MINUTES_MS);
    expect(mails.map((mail) => mail.subject)).toEqual(['תשובה חדשה · TLP:AMBER', 'תשובה חדשה · TLP:AMBER+STRICT']);
    expect(mails.map((mail) => `${mail.text}${mail.html}`).join()).not.toMatch(/גיבוי|הספיק/);
  });

  test('one strict post silences the others in the same mail', async () => {
    const { threadId } = await answered();
    await raise({ postId: await answer(helper, threadId, 'עוד משהו') }, 'AMBER');
    const [mail, ...more] = await mailsAfter(TWO_MINUTES_MS);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('שני עדכונים חדשים · TLP:AMBER');
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/גיבוי|הספיק|עוד משהו/);
  });
});

describe('the mail', () => {
  test('in English keeps the direction of what was written, and says how to get no more', async () => {
    await changeAsker({ locale: 'en' });
    await answered();
    const [mail] = await mailsAfter(TWO_MINUTES_MS);
    expect(mail?.subject).toBe(`New answer · TLP:GREEN · ${TITLE}`);
    expect(mail?.html).toContain('<body dir="ltr"');
    expect(mail?.html).toMatch(/<blockquote dir="rtl"/);
    expect(mail?.text).toContain(`No more notices by e-mail\n${appUrl}/account#field-mailNotices`);
    expect(mail?.turnOffUrl).toBe(`${appUrl}/account#field-mailNotices`);
  });

  test('says nothing that would be read as markup or as a header', async () => {
    await answered('GREEN', '<b>שאלה</b> על "ציטוט" ועוד');
    const [mail] = await mailsAfter(TWO_MINUTES_MS);
    expect(mail?.html).toContain('&lt;b&gt;שאלה&lt;/b&gt;');
    expect(mail?.html).not.toContain('<b>');
  });

  test('comes for a comment, a mention and an accepted answer too', async () => {
    const { postId } = await answered();
    await mailsAfter(TWO_MINUTES_MS);
    await comment(asker, postId, `תודה @${helper.handle}`);
    expect((await mailsAfter(TWO_MINUTES_MS)).map((mail) => mail.subject)).toEqual([
      `הוזכרת בדיון · TLP:GREEN · ${TITLE}`,
    ]);
    await comment(asker, postId, 'ועוד שאלה');
    expect((await mailsAfter(TWO_MINUTES_MS)).map((mail) => mail.subject)).toEqual([
      `הערה חדשה · TLP:GREEN · ${TITLE}`,
    ]);
    await setAccepted(asker, postId, true);
    expect((await mailsAfter(TWO_MINUTES_MS)).map((mail) => mail.subject)).toEqual([
      `התשובה שלך התקבלה · TLP:GREEN · ${TITLE}`,
    ]);
  });
});

describe('several in one thread', () => {
  test('within two minutes are one mail; a later one is another, of its own', async () => {
    const { threadId } = await answered();
    expect(await mailsAfter(TWO_MINUTES_MS - 1000)).toEqual([]);
    await answer(helper, threadId, 'והנה פרט נוסף');
    const [mail, ...more] = await mailsAfter(1000);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe(`שני עדכונים חדשים · TLP:GREEN · ${TITLE}`);
    expect(mail?.text).toMatch(/הספיק לנו[\s\S]*פרט נוסף/);
    await answer(helper, threadId, 'ומחר נבדוק');
    const [later] = await mailsAfter(TWO_MINUTES_MS);
    expect(later?.text).toContain('ומחר נבדוק');
    expect(later?.text).not.toContain('פרט נוסף');
  });

  test('one that comes while the mail is being written is not lost', async () => {
    const { threadId } = await answered();
    const later = now().getTime() + TWO_MINUTES_MS;
    setClock(() => later);
    const texts: string[] = [];
    const send = async (mail: MailMessage) => {
      texts.push(mail.text);
      if (texts.length === 1) {
        await answer(helper, threadId, 'ברגע האחרון');
      }
    };
    await sendDueMails({ db: database, send, prepare: prepareMail });
    expect(await mailsAfter(TWO_MINUTES_MS)).toMatchObject([{ text: expect.stringContaining('ברגע האחרון') }]);
  });

  test('answers at the same moment lose none', async () => {
    const threadId = await ask(asker);
    const words = Array.from({ length: 6 }, (_each, index) => `תשובה-מספר-${index}`);
    await Promise.all(words.map((word) => answer(helper, threadId, word)));
    const mails = await mailsAfter(TWO_MINUTES_MS);
    expect(mails).toHaveLength(1);
    expect(words.filter((word) => !mails[0]?.text.includes(word))).toEqual([]);
  });
});
