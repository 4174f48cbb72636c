import { z } from 'zod';
import type { MeilisearchServer } from './meilisearch/client';

const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value);
const Environment = z.object({
  MEILI_URL: z.preprocess(
    blankIsUnset,
    z.url({ protocol: /^https?$/, error: 'must be an http(s) URL, or be unset' }).optional(),
  ),
  MEILI_KEY: z.preprocess(blankIsUnset, z.string().default('')),
});

/** The Meilisearch server that `MEILI_URL` and `MEILI_KEY` name, or null for the embedded engine. Throws on a bad URL. */
export function readSearchConfig(source: NodeJS.ProcessEnv = process.env): MeilisearchServer | null {
  const { MEILI_URL: url, MEILI_KEY: key } = Environment.parse(source);
  return url === undefined ? null : { url, key };
}
