import compile from 'icu-minify/compile';
import { z } from 'zod';

/** Namespaces that only the server speaks: mail, and long pages whose text comes with the page. */
const SERVER_ONLY = new Set([
  'mail',
  'pages',
  'toast',
  'summary',
  'moderation',
  'outsiders',
  'pageTexts',
  'organization',
]);
/** What `routes/pages` reads as it stands, paragraph by paragraph. */
const NOT_MESSAGES = new Set(['pages']);

/** A catalogue whose every text was parsed ahead of time, so that no ICU parser has to run, or be loaded. */
export type CompiledMessages = { [key: string]: CompiledMessages | ReturnType<typeof compile> };

/** A file of messages: texts in namespaces, to any depth. */
export interface Catalogue {
  [key: string]: Catalogue | string;
}
export const Catalogue: z.ZodType<Catalogue> = z.lazy(() => z.record(z.string(), z.union([z.string(), Catalogue])));

/** What the build gives browsers in the place of `messages/he.json` and `messages/en.json`. */
export function browserMessages(catalogue: Catalogue): CompiledMessages {
  const spoken = Object.entries(catalogue).filter(([namespace]) => !SERVER_ONLY.has(namespace));
  return compileAll(Object.fromEntries(spoken));
}

/** What it gives the server in their place. */
export function serverMessages(catalogue: Catalogue): CompiledMessages | Catalogue {
  const kept = Object.entries(catalogue).filter(([namespace]) => NOT_MESSAGES.has(namespace));
  return { ...compileAll(catalogue), ...Object.fromEntries(kept) };
}

function compileAll(catalogue: Catalogue): CompiledMessages {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [
      key,
      typeof value === 'string' ? compile(value) : compileAll(value),
    ]),
  );
}
