import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** What runs in the product: sources without their tests, the generated clients and what only builds it. */
const sources = ['app', 'search', 'prisma', 'public']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true }))
  .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|js)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
  .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .filter((path) => !path.includes('/generated/'));
const text = new Map(sources.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));

const filesWith = (pattern: RegExp): string[] =>
  [...text]
    .filter(([, source]) => pattern.test(source))
    .map(([path]) => path)
    .sort();

test.each([
  ['text is run as code', /\beval\(|\bnew Function\b|node:vm|from 'vm'|setTimeout\(\s*['"`]/, []],
  ['the shell or a program is called', /child_process/, ['app/cli/build.mjs', 'prisma/generate.ts']],
  [
    'SQL is put together from strings',
    /\$(?:query|execute)RawUnsafe/,
    ['app/domain/transfer/bulk.server.ts', 'prisma/seed.ts'],
  ],
  ['HTML is put in as it is', /dangerouslySetInnerHTML/, ['app/ui/primitives/icon.tsx', 'app/ui/primitives/prose.tsx']],
  ['HTML is written into the document', /\.(?:innerHTML|outerHTML)\s*=[^=]|insertAdjacentHTML|document\.write/, []],
  ['chance that can be guessed is used', /Math\.random|pseudoRandomBytes/, []],
  [
    'a hash is used that collides (none of them keeps a secret)',
    /'(?:md5|sha1|ripemd160)'/,
    ['search/embedded/writer.ts'],
  ],
  ['a cipher without a seal is used', /aes-\d+-(?:cbc|ecb|ctr)|createCipher\(|\bdes-|rc4/i, []],
  ['other windows are listened to', /addEventListener\(\s*'message'|\bonmessage\b/, []],
  ['certificates are not looked at', /rejectUnauthorized|NODE_TLS_REJECT/, []],
  [
    'the server asks another',
    /\bclient\.fetch\(|await fetch\(`|\bconnect\b[^}]*\} from 'node:net'|import\('openid-client'\)|createTransport\(\{\n\s*url|new PrismaPg\(/,
    [
      'app/domain/attachments/scanner.server.ts',
      'app/domain/attachments/storage/s3-store.server.ts',
      'app/domain/login/sso-provider.server.ts',
      'app/mail/transport.server.ts',
      'prisma/client.server.ts',
      'prisma/migration-adapters.ts',
      'search/meilisearch/client.ts',
    ],
  ],
  [
    'the browser keeps something',
    /localStorage|indexedDB|caches\.open/,
    ['app/ui/search/recent-searches.tsx', 'public/sw.js'],
  ],
  ['something is written beside the log', /\bconsole\.|process\.std(?:out|err)\b/, /^(?:app\/cli|prisma)\//],
  ['objects of any kind are read from bytes', /v8['"].*deserialize|\bdeserialize\(|from 'node-serialize'/, []],
])('where %s is known and looked at', (_what, pattern, allowed) => {
  const found = filesWith(pattern);
  expect(allowed instanceof RegExp ? found.filter((path) => !allowed.test(path)) : found).toEqual(
    allowed instanceof RegExp ? [] : allowed,
  );
});

test('what the raw SQL of an import is put together from are names in the source, never what was read', () => {
  const bulk = text.get('app/domain/transfer/bulk.server.ts') ?? '';
  const holes = [...bulk.matchAll(/(?:INSERT|SELECT)[^`]*/g)].flatMap(
    ([sql]) => sql.match(/(?<=\$\{)\w+(?=\})/g) ?? [],
  );
  expect([...new Set(holes)].sort()).toEqual(['count', 'names', 'skip', 'source', 'table']);
});

test('a pattern for searching is never made from what somebody typed', () => {
  const made = filesWith(/new RegExp\(/);
  expect(made).toEqual([
    'app/domain/attachments/storage/s3-store.server.ts',
    'app/domain/login/guessable.ts',
    'app/domain/sessions/chatham.ts',
    'app/domain/sessions/written-day.ts',
    'app/domain/summaries/assignment.ts',
    'app/domain/summaries/blocks.ts',
    'app/http/body-limits.ts',
    'app/markdown/lexer.ts',
    'search/analysis/words.ts',
    'search/query/parse.ts',
  ]);
});
