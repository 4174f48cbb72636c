import { parse } from 'yaml';

/** What stands between two lines of dashes at the head of a file. */
export interface FrontMatter {
  /** Lower-case keys. Empty when there is none or it cannot be read. */
  values: ReadonlyMap<string, unknown>;
  /** Offset behind its last line; 0 when there is none. */
  end: number;
  /** False: it is there and no YAML. */
  isReadable: boolean;
}

const NONE: FrontMatter = { values: new Map(), end: 0, isReadable: true };
const START = /^\ufeff?---[ \t]*\r?\n/;
const END = /^(?:---|\.\.\.)[ \t]*\r?$/m;
const MAX_CHARS = 20_000;

/** Reads the front matter of a text, if it has one. */
export function readFrontMatter(text: string): FrontMatter {
  const start = START.exec(text)?.[0].length;
  if (start === undefined) {
    return NONE;
  }
  const rest = text.slice(start, start + MAX_CHARS);
  const closing = END.exec(rest);
  if (closing === null) {
    return NONE;
  }
  const end = start + closing.index + closing[0].length;
  try {
    const value: unknown = parse(rest.slice(0, closing.index), { maxAliasCount: 0 });
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    const entries = isMap
      ? Object.entries(value).map(([key, entry]) => [key.trim().toLowerCase(), entry] as const)
      : [];
    return { values: new Map(entries), end, isReadable: isMap || value === null };
  } catch {
    return { values: new Map(), end, isReadable: false };
  }
}

/** The first value of the keys that is a text or a number, as text. */
export function textValue({ values }: FrontMatter, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = values.get(key);
    if (typeof value === 'string' || typeof value === 'number') {
      return String(value).trim();
    }
  }
  return null;
}

/** The first value of the keys that is a list, as its texts. */
export function listValue({ values }: FrontMatter, ...keys: string[]): string[] | null {
  for (const key of keys) {
    const value = values.get(key);
    if (Array.isArray(value)) {
      return value.filter((entry) => typeof entry === 'string' || typeof entry === 'number').map(String);
    }
  }
  return null;
}
