import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import remixConfig from '../remix.config.js';

const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });
const Floors = z.array(z.object({ package: z.string(), floor: z.string(), advisory: z.string() }));

const lock = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
const floors = Floors.parse(JSON.parse(readFileSync('tests/advisories.json', 'utf8')));

function versionsOf(name: string): string[] {
  return Object.entries(lock.packages)
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .map(([, entry]) => entry.version ?? '');
}

/** Negative when `one` is older than `other`; both are plain numbers with full stops. */
function compareVersions(one: string, other: string): number {
  const parts = (version: string): number[] => version.split(/[.-]/).slice(0, 3).map(Number);
  const [left, right] = [parts(one), parts(other)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

test.each(floors)('$package is at least $floor ($advisory)', ({ package: name, floor }) => {
  const versions = versionsOf(name);
  expect(versions.length).toBeGreaterThan(0);
  expect(versions.filter((version) => compareVersions(version, floor) < 0)).toEqual([]);
});

test('the flag whose decoder has an advisory without a remedy is off (CVE-2026-34077)', () => {
  expect(remixConfig.future.v3_singleFetch).toBe(false);
});

test('the lock file names no place that packages come from', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved":\s*"https?:/);
});
