import { expect, test } from 'vitest';
import { inHashingQueue } from '#app/domain/login/hashing-queue.server';

test('two run at once, 64 wait in order, the next are refused with when to come again; afterwards there is room', async () => {
  const begun: number[] = [];
  const release: (() => void)[] = [];
  const all = Array.from({ length: 100 }, (_each, number) =>
    inHashingQueue(async () => {
      begun.push(number);
      await new Promise<void>((go) => release.push(go));
      return number;
    }).catch((error: unknown) => error),
  );
  const refused = await Promise.all(all.slice(66));
  expect(refused).toHaveLength(34);
  for (const error of refused) {
    expect(error).toMatchObject({ code: 'unavailable', messageKey: 'signInBusy', values: { retryAfterSeconds: 5 } });
  }
  expect(begun).toEqual([0, 1]);
  for (let number = 0; number < 66; number += 1) {
    release[number]?.();
    await all[number];
  }
  expect(begun).toEqual(Array.from({ length: 66 }, (_each, number) => number));
  expect(await inHashingQueue(async () => 'room')).toBe('room');
});

test('work that fails gives its place back', async () => {
  for (let number = 0; number < 10; number += 1) {
    await expect(inHashingQueue(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  }
  expect(await inHashingQueue(async () => 'room')).toBe('room');
});
