import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

export const BUCKET_KEYS = { accessKeyId: 'EXAMPLEKEY', secretAccessKey: 'example/secret', region: 'il-central-1' };

/** Objects a page of a list has here, so that lists have several. */
const PAGE = 2;

export interface Bucket {
  /** The address to give the forum, with a prefix. */
  url: string;
  /** Everything in it: what others keep there too. */
  objects: Map<string, Buffer>;
  /** Where every answer leads instead of answering; null: nowhere. */
  leadTo: string | null;
  close(): void;
}

/** A server that speaks as much of S3 as the forum does, and checks each signature from the rules of the protocol. */
export async function startBucket(): Promise<Bucket> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    if (bucket.leadTo !== null) {
      request.resume();
      response.writeHead(307, { location: bucket.leadTo }).end();
      return;
    }
    answer(request, response, objects).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const bucket: Bucket = {
    url: `http://127.0.0.1:${port}/bucket/forum`,
    objects,
    leadTo: null,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return bucket;
}

async function answer(request: IncomingMessage, response: ServerResponse, objects: Map<string, Buffer>) {
  const body = await buffer(request);
  const url = new URL(request.url ?? '', 'http://server');
  if (!isSigned(request, url, body)) {
    response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
    return;
  }
  if (url.pathname === '/bucket') {
    response.writeHead(200).end(listOf(objects, url.searchParams));
    return;
  }
  const key = url.pathname.replace('/bucket/', '');
  const found = objects.get(key);
  if (request.method === 'PUT') {
    objects.set(key, body);
    response.writeHead(200).end();
  } else if (request.method === 'DELETE') {
    objects.delete(key);
    response.writeHead(204).end();
  } else if (found) {
    response.writeHead(200, { 'content-length': found.length }).end(found);
  } else {
    response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
  }
}

function listOf(objects: Map<string, Buffer>, query: URLSearchParams): string {
  const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '')).sort();
  const from = Number(query.get('continuation-token')?.replace('a&b=', '') ?? '0');
  const entries = keys
    .slice(from, from + PAGE)
    .map((key) => `<Contents><Key>${key}</Key><LastModified>2026-11-24T08:00:00.000Z</LastModified></Contents>`);
  const more = from + PAGE < keys.length;
  const token = more ? `<NextContinuationToken>a&amp;b=${from + PAGE}</NextContinuationToken>` : '';
  return `<ListBucketResult><IsTruncated>${more}</IsTruncated>${token}${entries.join('')}</ListBucketResult>`;
}

const hash = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const sign = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** AWS Signature Version 4, "Authenticating requests: using the Authorization header". */
function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
  const given = /Credential=([^/]+)\/(\d+)\/([^/]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w+)/.exec(
    request.headers.authorization ?? '',
  );
  const [, id = '', day = '', region = '', names = '', signature] = given ?? [];
  const { accessKeyId, secretAccessKey } = BUCKET_KEYS;
  const sent = String(request.headers['x-amz-content-sha256']);
  const bodyFits = sent === hash(body) || (body.length === 0 && sent === 'UNSIGNED-PAYLOAD');
  if (id !== accessKeyId || region !== BUCKET_KEYS.region || !names.includes('host') || !bodyFits) {
    return false;
  }
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, url.pathname, query, headers.join(''), names, sent].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    (secret, part) => sign(secret, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  return sign(key, text).toString('hex') === signature;
}
