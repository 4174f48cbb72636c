import { z } from 'zod';
import type { MeilisearchServer } from './meilisearch/client';

export type SearchConfig = MeilisearchServer;

const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value);
const Environment = z
  .object({
    MEILI_URL: z.preprocess(
      blankIsUnset,
      z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address, or be unset' }).optional(),
    ),
    MEILI_KEY: z.preprocess(blankIsUnset, z.string().default('')),
  })
  .transform(({ MEILI_URL: url, MEILI_KEY: key }): SearchConfig | null => (url === undefined ? null : { url, key }));

/** The Meilisearch server that `MEILI_URL` and `MEILI_KEY` name, or null for the embedded engine; or what is wrong. */
export function readSearchConfig(source: NodeJS.ProcessEnv = process.env) {
  return Environment.safeParse(source);
}
