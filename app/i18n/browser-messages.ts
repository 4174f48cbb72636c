import compile from 'icu-minify/compile';
import { z } from 'zod';

/** Namespaces that only the server speaks: mail, and long pages whose text comes with the page. */
const SERVER_ONLY = new Set(['mail', 'pages', 'toast']);

/** A catalogue for browsers: every text parsed ahead of time, so that no ICU parser has to be loaded with it. */
export type BrowserMessages = { [key: string]: BrowserMessages | ReturnType<typeof compile> };

/** A file of messages: texts in namespaces, to any depth. */
export interface Catalogue {
  [key: string]: Catalogue | string;
}
export const Catalogue: z.ZodType<Catalogue> = z.lazy(() => z.record(z.string(), z.union([z.string(), Catalogue])));

/** What the build puts into the browser's files in the place of `messages/he.json` and `messages/en.json`. */
export function browserMessages(catalogue: Catalogue): BrowserMessages {
  const spoken = Object.entries(catalogue).filter(([namespace]) => !SERVER_ONLY.has(namespace));
  return compileAll(Object.fromEntries(spoken));
}

function compileAll(catalogue: Catalogue): BrowserMessages {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [
      key,
      typeof value === 'string' ? compile(value) : compileAll(value),
    ]),
  );
}
