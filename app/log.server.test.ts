import { expect, test } from 'vitest';
import { createLog } from '#app/log.server';

/** What the log writes while `work` runs. */
function written(work: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  work(createLog({ logLevel: 'info', mode: 'production' }, { write }));
  return text;
}

test('nothing that was sent begins a line of its own, or a field', () => {
  const forged = 'x\n{"level":30,"msg":"forged"}\r\n\u2028\u0000\u001b[2J","status":200';
  const text = written((log) => log.info({ path: forged, err: new Error(forged) }, forged));
  expect(text.match(/\n/g)).toHaveLength(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point.
  expect(text.trimEnd()).not.toMatch(/[\u0000-\u001f]/);
  const line: unknown = JSON.parse(text);
  expect(line).toMatchObject({ level: 30, path: forged, msg: forged });
  expect(line).not.toHaveProperty('status');
});

test('what is secret is hidden, wherever in what is logged it stands', () => {
  const secrets = { password: 'S1', token: 'S2', cookie: 'S3', authorization: 'S4' };
  const text = written((log) => log.info({ ...secrets, headers: { ...secrets }, a: { b: { secret: 'S5' } } }, 'm'));
  expect(text).not.toMatch(/S\d/);
  expect(text.match(/\[hidden\]/g)).toHaveLength(9);
});

test('each line has its time, as an instant that knows no zone', () => {
  const before = Date.now();
  const { time } = JSON.parse(written((log) => log.info('m')));
  expect(time >= before && time <= Date.now()).toBe(true);
});
