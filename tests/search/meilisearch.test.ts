import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readSearchConfig } from '#search/config';
import { ask, FORUM, MEMBER, makeDocument } from '#search/conformance/documents';
import { createEmbeddedEngine } from '#search/embedded/engine';
import { createMeilisearchEngine } from '#search/meilisearch/engine';
import type { SearchEngine, SearchReader } from '#search/port';
import { makeThrowawayMeilisearch } from '#search/throwaway';
import { withFallback } from '#search/with-fallback';
import { describeContract } from './contract';
import { hasDescription } from './stand-in/schema';
import { type StandIn, startStandIn } from './stand-in/server';
import { POISON } from './stand-in/tasks';

describeContract('the Meilisearch engine on the stand-in', async () => {
  const standIn = await startStandIn();
  const engine = createMeilisearchEngine({ url: standIn.url, key: standIn.masterKey, index: 'contract' });
  return {
    engine,
    dispose: async () => {
      await engine.close();
      await standIn.close();
      expect(standIn.violations).toEqual([]);
    },
  };
});

describe('requests', () => {
  test(
    hasDescription
      ? 'are checked against the API description'
      : 'go unchecked: the API description is not on this machine',
    () => {
      expect(typeof hasDescription).toBe('boolean');
    },
  );
});

const server = readSearchConfig().data ?? null;
if (server === null) {
  test('no MEILI_URL is set, so the contract is not run over a real server', () => {
    expect(server).toBeNull();
  });
} else {
  describeContract('the Meilisearch engine on a real server', async () => {
    const { engine, remove } = makeThrowawayMeilisearch(server, 'contract');
    return { engine, dispose: remove };
  });
}

describe('the Meilisearch engine when things go wrong', () => {
  let standIn: StandIn;
  let engine: SearchEngine;
  beforeEach(async () => {
    standIn = await startStandIn();
    engine = createMeilisearchEngine({ url: standIn.url, key: standIn.masterKey });
  });
  afterEach(async () => {
    standIn.setFault(null);
    await engine.close();
    await standIn.close();
    expect(standIn.violations).toEqual([]);
  });

  test('the master key is used for the version and for keys alone', async () => {
    await engine.upsert(FORUM);
    await engine.search(ask('ענן'));
    const byMaster = standIn.usedKeys.filter(({ key }) => key === standIn.masterKey).map(({ path }) => path);
    expect([...new Set(byMaster)].toSorted()).toEqual(['/keys', '/version']);
    const again = createMeilisearchEngine({ url: standIn.url, key: standIn.masterKey });
    await again.search(ask('ענן'));
    expect(standIn.requests.filter((request) => request === 'POST /keys')).toHaveLength(1);
  });

  test('settings come before documents', async () => {
    await engine.upsert(FORUM);
    const settings = standIn.requests.findIndex((request) => request.startsWith('PATCH'));
    const documents = standIn.requests.findIndex((request) => /^POST .*\/documents$/.test(request));
    expect(settings).toBeGreaterThan(-1);
    expect(documents).toBeGreaterThan(settings);
  });

  test('an old server is refused with what is needed', async () => {
    standIn.setVersion('1.12.3');
    await expect(engine.search(ask('ענן'))).rejects.toThrow('Meilisearch 1.12.3 is too old: 1.30 or newer is needed.');
    expect(await engine.health()).toMatchObject({ ready: false, detail: expect.stringContaining('too old') });
    standIn.setVersion('1.30.0');
    expect((await engine.search(ask('ענן'))).hits).toEqual([]);
  });

  test.each([
    { kind: 'status', status: 429, times: 2 },
    { kind: 'status', status: 503, times: 2 },
    { kind: 'cut', times: 1 },
  ] as const)('a write goes through $kind $status', async (fault) => {
    await engine.search(ask('ענן'));
    standIn.setFault(fault);
    await engine.upsert(FORUM);
    expect((await engine.search(ask('נימבוס'))).hits.length).toBeGreaterThan(0);
  });

  test('a document that spoils its batch is set aside, the others are indexed', async () => {
    const documents = Array.from({ length: 40 }, (_, n) =>
      makeDocument(`t:${n}`, `כותרת ${n}`, n === 17 ? `כאן ${POISON}` : 'טקסט רגיל'),
    );
    const report = await engine.upsert(documents);
    expect(report).toMatchObject({ indexed: 39, rejected: [{ id: 't:17' }] });
    expect((await engine.search(ask('רגיל', { limit: 100 }))).hits).toHaveLength(39);
  });

  test('a search does not wait longer than its deadline', async () => {
    await engine.upsert(FORUM);
    standIn.setFault({ kind: 'silence' });
    await expect(engine.search(ask('ענן'))).rejects.toThrow('no answer in time');
  });
});

describe('with the embedded engine to fall back on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'search-fallback-'));
  let standIn: StandIn;
  let engine: SearchReader;
  let now = 0;
  const failures: unknown[] = [];

  beforeAll(async () => {
    standIn = await startStandIn();
    const preferred = createMeilisearchEngine({ url: standIn.url, key: standIn.masterKey });
    const other = createEmbeddedEngine({ folder, run: 'inline' });
    engine = withFallback(preferred, other, { now: () => now, onFailure: (error) => failures.push(error) });
    await Promise.all([preferred.upsert(FORUM), other.upsert(FORUM)]);
  });
  afterAll(async () => {
    standIn.setFault(null);
    await engine.close();
    await standIn.close();
    rmSync(folder, { recursive: true });
  });

  test('the preferred engine answers while it can, with corrections of the other', async () => {
    expect(await engine.search(ask('ענן'))).toMatchObject({ degraded: false });
    expect((await engine.search(ask('bakcup'))).didYouMean).toBe('backup');
  });

  test('when it is down the other answers and says so; after three failures it is not asked; later it is again', async () => {
    standIn.setFault({ kind: 'status', status: 503 });
    for (let asked = 0; asked < 4; asked += 1) {
      const result = await engine.search(ask('ענן'));
      expect(result).toMatchObject({ degraded: true });
      expect(result.hits.map(({ id }) => id)).toContain('thread:cloud');
    }
    const before = standIn.requests.length;
    await engine.suggest({ text: 'נימ', viewer: MEMBER });
    await engine.similar({ title: 'ענן', viewer: MEMBER });
    expect(standIn.requests.length).toBe(before);
    standIn.setFault(null);
    now += 10_001;
    expect(await engine.search(ask('ענן'))).toMatchObject({ degraded: false });
    expect(failures.length).toBeGreaterThanOrEqual(3);
  });
});
