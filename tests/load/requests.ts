import { request } from 'node:http';
import { paths } from '#app/paths';
import { count, type Outcomes } from '#tests/load/sockets';

const MAX_REFUSAL_BYTES = 3_000;

interface SignIns {
  port: number;
  /** `APP_URL`: whose page the form is said to be of. */
  origin: string;
  requests: number;
}

/**
 * Passwords tried all at once, each from an address and for an account of its own as a proxy would pass them on, so
 * that no limit by address stands before the hashing. A connection each.
 */
export async function signInsAtOnce({ port, origin, requests }: SignIns): Promise<Outcomes> {
  return count(await Promise.all(Array.from({ length: requests }, (_each, number) => signIn(port, origin, number))));
}

function signIn(port: number, origin: string, number: number): Promise<string> {
  const body = `intent=password&email=nobody${number}%40example.org&password=a+password+that+is+wrong`;
  const headers = {
    Origin: origin,
    'Sec-Fetch-Site': 'same-origin',
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': body.length,
    'X-Forwarded-For': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
  };
  return new Promise((resolve) => {
    const path = paths.signIn();
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('close', () => {
        const busy = response.statusCode === 503 && response.headers['retry-after'] !== undefined;
        // A refusal that was rendered costs more than the sign-in it refuses.
        const refused = bytes > MAX_REFUSAL_BYTES ? '503, a whole page' : '503 with Retry-After';
        resolve(busy ? refused : String(response.statusCode));
      });
    });
    asked.on('error', (error) => resolve('code' in error ? `cut ${error.code}` : 'cut'));
    asked.end(body);
  });
}

/** Files sent at once, each by the next of the members. */
export async function uploadsAtOnce(
  url: string,
  origin: string,
  cookies: string[],
  files: { count: number; bytes: number },
): Promise<Outcomes> {
  const text = 'שורה של טקסט בקובץ גדול.\n';
  const content = text.repeat(Math.ceil(files.bytes / Buffer.byteLength(text)));
  const sent = Array.from({ length: files.count }, async (_each, number) => {
    const form = new FormData();
    form.set('key', 'thread:new');
    form.set('files', new File([content], `large-${number}.txt`, { type: 'text/plain' }));
    const headers = { cookie: cookies[number % cookies.length] ?? '', origin, 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(url + paths.uploads(), { method: 'POST', body: form, headers });
    await answer.arrayBuffer();
    return String(answer.status);
  });
  return count(await Promise.all(sent.map((each) => each.catch(() => 'cut'))));
}

/** The id of a file of the member's own. */
export async function uploadOne(url: string, origin: string, cookie: string, bytes: number): Promise<number> {
  const form = new FormData();
  form.set('key', 'thread:new');
  form.set('files', new File(['x'.repeat(bytes)], 'download.txt', { type: 'text/plain' }));
  const headers = { cookie, origin, 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(url + paths.uploads(), { method: 'POST', body: form, headers });
  const found = /"id":(\d+)/.exec(await answer.text());
  if (!found?.[1]) {
    throw new Error(`The file was not taken: ${answer.status}`);
  }
  return Number(found[1]);
}
