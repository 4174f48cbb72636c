import type { PlannedWord } from '#search/query/plan';

/**
 * Expressions for the full-text table. Only terms that the analyser made are ever put in, each quoted: what people
 * type never reaches the engine's own syntax.
 */

/** One term; `column` as a column filter, such as `{t0 b0}`. */
export function term(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

export function prefix(text: string): string {
  return `{t0 b0} : ${term(text)} *`;
}

export function phrase(words: readonly string[], columns = '{t0 b0}'): string {
  return `${columns} : ${term(words.join(' '))}`;
}

export function any(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' OR ')})`;
}

export function all(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' AND ')})`;
}

/** A word by any of its keys. */
export function anyKey({ keys }: PlannedWord): string {
  return any(keys.map(({ key }) => term(key)));
}
