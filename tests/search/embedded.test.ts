import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ask, FORUM, MEMBER, makeDocument } from '#search/conformance/documents';
import { createEmbeddedEngine } from '#search/embedded/engine';
import { describeContract } from './contract';

function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'search-'));
}

describeContract('the embedded engine', async () => {
  const folder = makeFolder();
  const engine = createEmbeddedEngine({ folder });
  return {
    engine,
    dispose: async () => {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

describe('the embedded index in its folder', () => {
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = makeFolder();
    folders.push(folder);
    return folder;
  };
  afterEach(() => {
    for (const folder of folders.splice(0)) {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('is found again when opened again', async () => {
    const folder = newFolder();
    const first = createEmbeddedEngine({ folder, run: 'inline' });
    await first.upsert(FORUM);
    await first.close();
    const second = createEmbeddedEngine({ folder, run: 'inline' });
    expect((await second.search(ask('ענן'))).total.value).toBeGreaterThan(0);
    await second.close();
    await expect(second.search(ask('ענן'))).rejects.toThrow('closed');
  });

  test('is made new, and says so, when it is damaged', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'current'), 'index-1.sqlite\n');
    writeFileSync(join(folder, 'index-1.sqlite'), 'this is no database, '.repeat(1_000));
    const engine = createEmbeddedEngine({ folder, run: 'inline' });
    expect(await engine.health()).toMatchObject({ ready: true, documents: 0, needsRebuild: true });
    await engine.upsert(FORUM);
    expect((await engine.search(ask('ענן'))).total.value).toBeGreaterThan(0);
    await engine.close();
  });

  test('keeps one index after a rebuild', async () => {
    const folder = newFolder();
    const engine = createEmbeddedEngine({ folder, run: 'inline' });
    await engine.upsert(FORUM);
    await engine.rebuild(
      (async function* () {
        yield* FORUM;
      })(),
    );
    expect(readdirSync(folder).filter((name) => name.endsWith('.sqlite'))).toHaveLength(1);
    await engine.close();
  });

  test('two engines on one folder see what the other writes', async () => {
    const folder = newFolder();
    const one = createEmbeddedEngine({ folder, run: 'inline' });
    const other = createEmbeddedEngine({ folder, run: 'inline' });
    await one.upsert(FORUM);
    await other.upsert([
      makeDocument('thread:second', 'כתיבה שנייה', 'מילה חדשנית לגמרי', { audience: ['members', 'new'] }),
    ]);
    await one.upsert([makeDocument('thread:third', 'כתיבה שלישית', 'מילה חדישה')]);
    expect((await one.search(ask('חדשנית'))).hits).toMatchObject([{ id: 'thread:second' }]);
    expect((await other.search(ask('חדישה'))).hits).toMatchObject([{ id: 'thread:third' }]);
    expect(await other.suggest({ text: 'נימבוס', viewer: MEMBER })).toHaveLength(1);
    await one.close();
    await other.close();
  });

  test('the thread does not block the process', async () => {
    const engine = createEmbeddedEngine({ folder: newFolder() });
    const many = Array.from({ length: 400 }, (_, n) =>
      makeDocument(`t:${n}`, `כותרת ${n}`, FORUM[0]?.passages[0]?.text.repeat(10) ?? ''),
    );
    await engine.health();
    // Beats of this thread while the other one works: none would come if it waited.
    let beats = 0;
    const timer = setInterval(() => {
      beats += 1;
    }, 1);
    await engine.upsert(many);
    clearInterval(timer);
    expect(beats).toBeGreaterThan(5);
    await engine.close();
    await expect(engine.search(ask('ענן'))).rejects.toThrow('closed');
  });
});
