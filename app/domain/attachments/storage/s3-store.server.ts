import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { chunksOf } from '#app/domain/attachments/storage/chunks';
import { type FileStore, isStorageKey } from '#app/domain/attachments/storage/store';

/** A bucket of Amazon S3 or of a server that speaks its language. */
export interface S3Config {
  /** The address of the bucket, path-style, perhaps with a prefix; without a slash at its end. */
  url: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const RETRIES = 2;
/** A whole exchange; a reader on a slow line takes his time over a large file. */
const TIMEOUT_MS = 900_000;

/** Files in a bucket. Requests are signed by AWS Signature Version 4, their bodies included. */
export function createS3Store(config: S3Config): FileStore {
  const { url: address, region, accessKeyId, secretAccessKey } = config;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });
  const bucket = new URL(address);
  const [name = '', ...prefix] = bucket.pathname.slice(1).split('/');
  const start = prefix.map((part) => `${part}/`).join('');

  async function send(url: string, init: RequestInit, expected: number[]) {
    // Not led elsewhere: what is sent here is for this server alone.
    const bounds = { redirect: 'manual' as const, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const response = await client.fetch(url, { ...init, ...bounds });
    if (!expected.includes(response.status)) {
      const said = /<Code>([\w.]{1,100})<\/Code>/.exec(await response.text())?.[1] ?? '';
      throw new Error(`The S3 server answered ${response.status} ${said} to ${init.method ?? 'GET'}.`);
    }
    return response;
  }

  return {
    async put(key, path, { sha256 }) {
      const body = await openAsBlob(path);
      await send(`${address}/${key}`, { method: 'PUT', body, headers: { 'X-Amz-Content-Sha256': sha256 } }, [200]);
    },
    async open(key) {
      if (!isStorageKey(key)) {
        return null;
      }
      const { status, body } = await send(`${address}/${key}`, {}, [200, 404]);
      if (status === 404 || body === null) {
        await body?.cancel();
        return null;
      }
      return Readable.from(chunksOf(body), { objectMode: false });
    },
    async remove(key) {
      await send(`${address}/${key}`, { method: 'DELETE' }, [200, 204, 404]);
    },
    async *list() {
      let token: string | undefined;
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix: start });
        if (token !== undefined) {
          query.set('continuation-token', token);
        }
        const page = await (await send(`${bucket.origin}/${name}?${query}`, {}, [200])).text();
        for (const [, entry = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const key = (element(entry, 'Key') ?? '').slice(start.length);
          if (isStorageKey(key)) {
            yield { key, writtenAt: new Date(element(entry, 'LastModified') ?? 0) };
          }
        }
        token = element(page, 'NextContinuationToken');
      } while (token !== undefined);
    },
  };
}

/** The text of an element of a list. Keys and times have nothing to decode; tokens may have. */
function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.replaceAll('&amp;', '&');
}
