import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createClamdScanner } from '#app/domain/attachments/scanner.server';
import { getDb, getInstances, setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { EICAR, type RunningClamd, startClamd } from '#tests/setup/clamd';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { office, PDF } from '#tests/support/factories-files';
import { makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';

withDatabase(await testDatabase());
const app = testApp();

const INSTALL_TIMEOUT_MS = 600_000;
let clamd: RunningClamd | null = null;
let reason = '';

beforeAll(async () => {
  try {
    clamd = await startClamd();
    setInstances({ ...getInstances(), scanner: createClamdScanner({ path: clamd.socket }) });
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
}, INSTALL_TIMEOUT_MS);

// Without a clamd each test here fails by name, with the reason: one that silently does not run proves nothing.
beforeEach(() => {
  if (!clamd) {
    throw new Error(`There is no clamd for the tests. ${reason}`);
  }
});

afterAll(() => clamd?.stop());

async function send(name: string, bytes: Uint8Array): Promise<Response> {
  const body = new FormData();
  body.set('key', 'thread:new');
  body.set('files', new File([new Uint8Array(bytes)], name));
  return app.send(paths.uploads(), { as: (await makeMember()).id, body });
}

const errors = async (response: Response) => (await response.json()).errors.files[0].key;

test('clamd finds the test virus, in a text and inside a document', async () => {
  expect(await errors(await send('a.txt', Buffer.from(EICAR)))).toBe('fileInfected');
  const inside = office('docx', [{ name: 'word/embeddings/a.bin', bytes: Buffer.from(EICAR) }]);
  expect(await errors(await send('a.docx', inside))).toBe('fileInfected');
  expect(await getDb().attachment.count()).toBe(0);
});

test('clamd lets pass what is clean, also when it is large', async () => {
  expect((await send('a.pdf', PDF)).status).toBe(200);
  expect((await send('a.txt', Buffer.alloc(20_000_000, 'text '))).status).toBe(200);
});

test('clamd gone: nothing passes', async () => {
  await clamd?.stop();
  expect(await errors(await send('a.pdf', PDF))).toBe('fileNotScanned');
});
