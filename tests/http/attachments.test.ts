import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { MAX_FILE_BYTES } from '#app/domain/attachments/model';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import type { MemberViewer } from '#app/domain/viewer';
import { MAX_FORM_BYTES, MAX_UPLOAD_BYTES } from '#app/http/body-limits';
import { getDb, getInstances, setInstances, stagingFolder } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { office, PDF, photo, picture, upload, zip } from '#tests/support/factories-files';
import { makeMember } from '#tests/support/factories-members';
import { ask, makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { indexNow } from '#tests/support/search';

withDatabase(await testDatabase());
const app = testApp();

let member: MemberViewer;
let other: MemberViewer;
let threadId: number;

beforeEach(async () => {
  forgetAllCounts();
  member = await viewerFor((await makeMember()).id);
  other = await viewerFor((await makeMember()).id);
  threadId = await ask(other, { label: 'GREEN' });
});

type Sent = [name: string, bytes: Uint8Array];

function form(fields: Record<string, string>, files: Sent[]): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    body.append(name, value);
  }
  for (const [name, bytes] of files) {
    body.append('files', new File([new Uint8Array(bytes)], name));
  }
  return body;
}

const ANSWER = { intent: 'answer', body: 'התשובה שלי', label: 'GREEN' };
const send = (files: Sent[], fields: Record<string, string> = ANSWER, as = member.memberId) =>
  app.send(paths.thread(threadId), { as, body: form(fields, files) });

const answers = () => getDb().post.count({ where: { kind: 'answer' } });

describe('refused', () => {
  test.each<[string, () => Promise<Sent> | Sent, string]>([
    ['a type that is not taken', () => ['page.html', Buffer.from('<!doctype html>')], 'אינו מסוג שאפשר לצרף'],
    ['a type that lies', () => ['drawing.png', Buffer.from('<svg onload="alert(1)"/>')], 'אינו מסוג שאפשר לצרף'],
    ['an ending that lies', async () => ['report.pdf', await picture()], 'הסיומת שלו אומרת אחרת'],
    ['macros', () => ['letter.docx', office('docm')], 'פקודות מאקרו'],
    [
      'a bomb',
      () => ['a.xlsx', office('xlsx', [{ name: 'x', bytes: Buffer.from('x'), says: 4e9 }])],
      'נפרש לגודל חריג',
    ],
    ['two files in one', () => ['a.pdf', Buffer.concat([PDF, zip([{ name: 'a', bytes: PDF }])])], 'אינו מסוג'],
    ['too large', () => ['a.pdf', Buffer.concat([PDF, Buffer.alloc(MAX_FILE_BYTES)])], 'גדול מדי'],
    ['empty', () => ['a.txt', Buffer.alloc(0)], 'ריק'],
  ])('%s: 422 with the reason, the text kept, nothing written', async (_name, make, reason) => {
    const response = await send([await make()]);
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(reason);
    expect(page).toContain('התשובה שלי');
    expect(await answers()).toBe(0);
    expect(await getDb().attachment.count()).toBe(0);
    expect(readdirSync(stagingFolder())).toEqual([]);
  });

  test('more files than a post may have', async () => {
    const response = await send(Array.from({ length: 11 }, (_, index): Sent => [`${index}.pdf`, PDF]));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('יותר מדי קבצים');
    expect(await getDb().attachment.count()).toBe(10);
  });

  test('who is not signed in, or suspended: before anything is read', async () => {
    const suspended = (await makeMember({ status: 'suspended' })).id;
    for (const as of [undefined, suspended]) {
      for (const path of [paths.thread(threadId), paths.newThread(), paths.uploads()]) {
        const body = form({ ...ANSWER, key: 'thread:new' }, [['a.pdf', PDF]]);
        const response = await app.send(path, { ...(as ? { as } : {}), body });
        expect(response.status, path).toBe(403);
      }
    }
    expect(await getDb().attachment.count()).toBe(0);
  });

  test('from another site', async () => {
    const body = form(ANSWER, [['a.pdf', PDF]]);
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await app.send(paths.thread(threadId), { as: member.memberId, body, headers })).status).toBe(403);
  });

  test('somebody else’s upload in one’s own form', async () => {
    const foreign = await upload(other, `answer:${threadId}`);
    const response = await send([], { ...ANSWER, upload: String(foreign) });
    expect(response.status).toBe(422);
    expect(await answers()).toBe(0);
  });

  test('a body without end: answered, and read no further', async () => {
    let sent = 0;
    const chunk = new Uint8Array(1_000_000);
    const part = (name: string, text: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
    const fields = Object.entries(ANSWER).map(([name, text]) => part(name, text));
    const start = `${fields.join('')}--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n`;
    const endless = new ReadableStream({
      pull(controller) {
        controller.enqueue(sent === 0 ? new TextEncoder().encode(start) : chunk);
        sent += chunk.length;
      },
    });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const response = await app.send(paths.thread(threadId), { as: member.memberId, body: endless, headers });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('הקבצים יחד גדולים מדי');
    expect(page).toContain('התשובה שלי');
    expect(sent).toBeLessThan(MAX_UPLOAD_BYTES + 10_000_000);
    expect(readdirSync(stagingFolder())).toEqual([]);
  });

  test('a broken body: 400; too much text beside a file: 413; more than a form elsewhere: 413 as before', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const as = member.memberId;
    for (const body of ['no parts at all', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut']) {
      expect((await app.send(paths.thread(threadId), { as, body, headers })).status).toBe(400);
    }
    expect((await send([], { ...ANSWER, body: 'x'.repeat(MAX_FORM_BYTES) })).status).toBe(413);
    const large = form({}, [['a.pdf', Buffer.alloc(MAX_FORM_BYTES + 1)]]);
    expect((await app.send(paths.preferences(), { as, body: large })).status).toBe(413);
  });

  test('the scanner is away: the upload is refused and says why', async () => {
    setInstances({ ...getInstances(), scanner: async () => ({ is: 'unavailable', reason: 'gone' }) });
    const response = await send([['a.pdf', PDF]]);
    setInstances({ ...getInstances(), scanner: null });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('אי אפשר לבדוק כרגע');
  });
});

test('a form refused for another reason keeps its files and shows them again', async () => {
  const first = await send([['מפרט.pdf', PDF]], { ...ANSWER, body: '' });
  expect(first.status).toBe(422);
  const page = await first.text();
  const id = /name="upload" value="(\d+)"/.exec(page)?.[1] ?? '';
  expect(page).toContain('מפרט.pdf');
  const again = await send([['עוד.pdf', PDF]], { ...ANSWER, upload: id });
  expect(again.status).toBe(302);
  const shown = await (await app.send(paths.thread(threadId), { as: other.memberId })).text();
  expect(shown).toContain('מפרט.pdf');
  expect(shown).toContain('עוד.pdf');
});

test('asked, commented and edited with files; an edit takes one away', async () => {
  await makeTopic('cloud');
  const question = {
    label: 'GREEN',
    topic: 'cloud',
    kind: 'question',
    title: 'שאלה עם קובץ מצורף',
    body: 'x',
    tags: '',
  };
  const as = member.memberId;
  const asked = await app.send(paths.newThread(), { as, body: form(question, [['דו"ח.pdf', PDF]]) });
  const id = Number(/\/threads\/(\d+)/.exec(asked.headers.get('location') ?? '')?.[1]);
  const opening = await getDb().post.findFirstOrThrow({ where: { threadId: id }, include: { attachments: true } });
  expect(opening.attachments).toMatchObject([{ fileName: 'דו"ח.pdf' }]);
  const comment = { intent: 'comment', postId: String(opening.id), body: 'הערה' };
  const commented = await app.send(paths.thread(id), { as, body: form(comment, [['צילום.jpg', await photo()]]) });
  expect(commented.status).toBe(302);
  const file = String(opening.attachments[0]?.id);
  const edit = { title: question.title, body: 'y', tags: '', revision: '1', upload: file, drop: file };
  const edited = await app.send(paths.editPost(opening.id), {
    as,
    body: form(edit, [['חדש.csv', Buffer.from('א,ב')]]),
  });
  expect(edited.status).toBe(302);
  const page = await (await app.send(paths.thread(id), { as })).text();
  expect(page).not.toContain('דו&quot;ח.pdf');
  expect(page).toContain('חדש.csv');
  expect(page).toMatch(/<img src="\/files\/\d+\/[^"]+" alt="צילום.jpg" width="40" height="60" loading="lazy"/);
  await indexNow();
  const found = await (await app.send(paths.search({ q: 'חדש.csv' }), { as })).text();
  expect(found).toContain('שאלה עם קובץ מצורף');
});

describe('uploads of a form that is being written', () => {
  const put = (files: Sent[], key = 'thread:new') =>
    app.send(paths.uploads(), { as: member.memberId, body: form({ key }, files) });

  test('refused with the reasons', async () => {
    expect((await put([['a.pdf', PDF]], 'no such form')).status).toBe(422);
    const response = await put([['a.exe', Buffer.from('MZ')]]);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      errors: { files: [{ key: 'fileType', values: { name: 'a.exe' } }] },
    });
  });

  test('kept for their member, who finds them in the form', async () => {
    const reply = await (await put([['מפרט.pdf', PDF]])).json();
    expect(reply).toMatchObject({ files: [{ name: 'מפרט.pdf', sizeBytes: PDF.length }] });
    const ask = async (as: string) => (await app.send(paths.newThread(), { as })).text();
    expect(await ask(member.memberId)).toContain('מפרט.pdf');
    expect(await ask(other.memberId)).not.toContain('מפרט.pdf');
  });
});
