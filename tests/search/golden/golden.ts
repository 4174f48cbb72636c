import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { plainText } from '#app/markdown/extract';
import { CONTENT_FOLDER, readThreads } from '#prisma/seed/content';
import { MEMBER } from '#search/conformance/documents';
import type { SearchDocument, SearchEngine } from '#search/port';

/**
 * What people would type, and which threads of the demo answer it: written by reading the threads, not by looking at
 * what an engine gives. Where several are named, each of them is a good first answer.
 */
const GoldenQuery = z.object({
  kind: z.string(),
  query: z.string().min(1),
  expected: z.array(z.string()).min(1).max(3),
});
export type GoldenQuery = z.infer<typeof GoldenQuery>;

export function readGoldenQueries(): GoldenQuery[] {
  const lines = readFileSync(join(import.meta.dirname, 'queries.ndjson'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => GoldenQuery.parse(JSON.parse(line)));
}

/** Whether an expected thread is one of the demo's files. */
export function isThread(name: string): boolean {
  return existsSync(join(CONTENT_FOLDER, 'threads', `${name}.md`));
}

/** The demo's threads as documents, known by their numbers. */
export function goldenDocuments(): SearchDocument[] {
  return readThreads().map(({ id, kind, title, body, posts }) => ({
    id: documentId(id),
    kind,
    title,
    passages: [
      { ref: 'opening', text: plainText(body) },
      ...posts.map((post, at) => ({ ref: `post:${at}`, text: plainText(post.body), accepted: post.accepted })),
    ],
    audience: MEMBER,
    revision: 1,
    date: 0,
  }));
}

/** The queries whose first three hits hold no expected thread, with what came instead. */
export async function listMisses(engine: SearchEngine, queries: readonly GoldenQuery[]): Promise<string[]> {
  const misses: string[] = [];
  for (const { query, expected } of queries) {
    const { hits } = await engine.search({ text: query, viewer: MEMBER, limit: 3 });
    const wanted = expected.map((name) => documentId(Number.parseInt(name, 10)));
    if (!hits.some(({ id }) => wanted.includes(id))) {
      misses.push(`${query} → ${expected.join(', ')}; came ${hits.map(({ title }) => title).join(' | ')}`);
    }
  }
  return misses;
}

function documentId(number: number): string {
  return `thread:${number}`;
}
