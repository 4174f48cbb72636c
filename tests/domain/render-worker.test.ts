import { beforeEach, expect, test } from 'vitest';
import { restartRendering, tickRender } from '#app/domain/posts/render-worker.server';
import { RENDERER_VERSION } from '#app/markdown/render';
import { testDatabase } from '#tests/support/database';
import { makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { importLines, threadLine } from '#tests/support/transfer';

const database = withDatabase(await testDatabase());

beforeEach(() => restartRendering());

async function renderAll(): Promise<number> {
  let rendered = 0;
  for (let count = await tickRender(); count > 0; count = await tickRender()) {
    rendered += count;
  }
  return rendered;
}

test('everything imported is rendered, and no thread counts as changed by that', async () => {
  await makeTopic();
  await importLines(
    database,
    Array.from({ length: 12 }, (_, index) => threadLine(index, { body: `**חשוב** ${index}` })),
  );
  expect(await renderAll()).toBe(48);
  const posts = await database.post.findMany();
  expect(posts.every((post) => post.rendererVersion === RENDERER_VERSION && post.html !== '')).toBe(true);
  expect(posts.find((post) => post.kind === 'opening')?.html).toContain('<strong>');
  expect(await database.thread.count({ where: { revision: 1 } })).toBe(12);
  expect(await tickRender()).toBe(0);
});

test('newer posts are found without looking at the others again, older ones after a restart', async () => {
  await makeTopic();
  await importLines(database, [threadLine(1)]);
  await renderAll();
  await importLines(database, [threadLine(2)]);
  expect(await renderAll()).toBe(4);
  await database.post.updateMany({ data: { rendererVersion: 0 } });
  expect(await renderAll()).toBe(0);
  restartRendering();
  expect(await renderAll()).toBe(8);
});
