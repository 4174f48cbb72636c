import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createClamdScanner, type ScanResult } from '#app/domain/attachments/scanner.server';

const folder = mkdtempSync(join(tmpdir(), 'roundtable-scanner-'));
const file = join(folder, 'file');
writeFileSync(file, Buffer.alloc(300_000, 'x'));
afterAll(() => rmSync(folder, { recursive: true }));

const SILENCE_MS = 300;
let sockets = 0;

/** Scans the file by a server that does with each connection what `serve` says. */
async function scanBy(serve: (socket: Socket) => void): Promise<ScanResult> {
  sockets += 1;
  const path = join(folder, `clamd-${sockets}`);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((listening) => server.listen(path, listening));
  try {
    return await createClamdScanner({ path }, SILENCE_MS)(file);
  } finally {
    server.close();
  }
}

/** A server that takes everything and then answers. */
function answering(reply: string) {
  return (socket: Socket) => {
    let got = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      got = Buffer.concat([got, Buffer.from(chunk)]);
      if (got.subarray(-4).equals(Buffer.alloc(4))) {
        socket.end(reply);
      }
    });
  };
}

test.each<[string, (socket: Socket) => void, string]>([
  ['breaks off at once', (socket) => socket.destroy(), 'broke off|EPIPE|ECONNRESET'],
  ['says nothing', () => undefined, 'clamd did not answer in time'],
  ['says half a word and ends', answering('stream: O'), 'clamd broke off'],
  ['talks without end', (socket) => socket.write('x'.repeat(10_000)), 'clamd answered without end'],
  ['has another opinion', answering('hello\0'), 'clamd answered "hello"'],
  ['fails', answering('INSTREAM size limit exceeded. ERROR\0'), 'clamd answered "INSTREAM size limit exceeded. ERROR"'],
  ['speaks of another file', answering('/etc/passwd: OK\0'), 'clamd answered "/etc/passwd: OK"'],
  ['adds something', answering('stream: OK, perhaps\0'), 'clamd answered "stream: OK, perhaps"'],
])('a scanner that %s has not called it clean', async (_name, serve, reason) => {
  expect(await scanBy(serve)).toEqual({ is: 'unavailable', reason: expect.stringMatching(reason) });
});

test('no scanner there: not clean either', async () => {
  expect(await createClamdScanner({ path: join(folder, 'absent') })(file)).toMatchObject({ is: 'unavailable' });
  expect(await createClamdScanner({ host: '127.0.0.1', port: 1 })(file)).toMatchObject({ is: 'unavailable' });
});

test('infected: by the name it was found under', async () => {
  expect(await scanBy(answering('stream: Win.Test.EICAR_HDB-1 FOUND\0'))).toEqual({
    is: 'infected',
    name: 'Win.Test.EICAR_HDB-1',
  });
});

test('clean; what was sent is the file, in chunks with their lengths', async () => {
  let got = Buffer.alloc(0);
  const result = await scanBy((socket) => {
    socket.on('data', (chunk) => {
      got = Buffer.concat([got, Buffer.from(chunk)]);
    });
    answering('stream: OK\0')(socket);
  });
  expect(result).toEqual({ is: 'clean' });
  expect(got.subarray(0, 10).toString()).toBe('zINSTREAM\0');
  let sent = 0;
  for (let at = 10; at < got.length; ) {
    const length = got.readUInt32BE(at);
    sent += length;
    at += 4 + length;
  }
  expect(sent).toBe(300_000);
});
