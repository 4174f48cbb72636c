import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { testServer } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { withDatabase } from '#tests/support/instances';

withDatabase(await testDatabase());
const { port } = await testServer();

/** Bytes on the line, and all that comes back until the server closes. */
function askRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (part) => {
      answer += part.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** What would be a second request, were the first to end where its sender wants a proxy to think. */
const HIDDEN = 'GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n';
const HEAD = 'POST /preferences HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:3000\r\n';

test.each([
  ['a length and chunks', `${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
  ['two lengths', `${HEAD}Content-Length: 0\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`],
  ['two lengths in one', `${HEAD}Content-Length: 0, ${HIDDEN.length}\r\n\r\n${HIDDEN}`],
  ['chunks by another name', `${HEAD}Transfer-Encoding: xchunked\r\n\r\n${HIDDEN}`],
  ['chunks that are not the last coding', `${HEAD}Transfer-Encoding: chunked, identity\r\n\r\n${HIDDEN}`],
  ['a space before the colon', `${HEAD}Content-Length : 0\r\n\r\n${HIDDEN}`],
  ['a size of a chunk that is none', `${HEAD}Transfer-Encoding: chunked\r\n\r\n0x5\r\nabcde\r\n0\r\n\r\n${HIDDEN}`],
])('a message whose end can be read in two ways is refused and the line closed: %s', async (_what, text) => {
  const answer = await askRaw(text);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
});

test.each(['TRACE', 'TRACK', 'PROPFIND'])('%s: refused, and nothing of the request comes back', async (method) => {
  const answer = await askRaw(`${method} / HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 40[05] /);
  expect(answer).not.toContain('secret=1');
});
