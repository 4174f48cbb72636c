import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loggedPath } from '#app/http/access-log.server';
import { stagingFolder } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';

withDatabase(await testDatabase());
const app = testApp();

test('the log says which file was asked for, and never its name', () => {
  const path = paths.file(12, 'חקירת דליפה של עובד.pdf');
  expect(loggedPath(path)).toBe('/files/12/[hidden]');
  expect(loggedPath(`${path}?x=1`)).toBe('/files/12/[hidden]');
  expect(loggedPath('/FILES/12/a.pdf')).toBe('/FILES/12/[hidden]');
  expect(loggedPath('/files/')).toBe('/files/');
});

test.each([
  'multipart/form-data; charset=utf-8',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary',
  'multipart/form-data',
])('a body that claims "%s" is none: 400, and nothing is left lying about', async (type) => {
  const as = (await makeMember()).id;
  const response = await app.send(paths.uploads(), { as, body: 'x', headers: { 'content-type': type } });
  expect(response.status).toBe(400);
  expect(readdirSync(stagingFolder(), { recursive: true })).toEqual([]);
});

test('the summary of mistakes names fields in the order of the form: files come last', async () => {
  await makeTopic();
  const as = (await makeMember()).id;
  const body = new FormData();
  body.set('title', 'קצר');
  body.set('files', new File(['<svg/>'], 'drawing.svg'));
  const page = await (await app.send(paths.newThread(), { as, body })).text();
  const summary = /class="error-summary[\s\S]*?<\/div>/.exec(page)?.[0] ?? '';
  const fields = [...summary.matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id);
  expect(fields).toContain('field-title');
  expect(fields.at(-1)).toBe('field-files');
});
