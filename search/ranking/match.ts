import type { PlannedWord } from '#search/query/plan';

/**
 * Expressions for the full-text tables. Only terms that the analyser made are ever put in, each quoted: what people
 * type never reaches the engine's own syntax.
 */

/** One term. */
export function term(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Any term that begins so. */
export function prefix(text: string): string {
  return `${term(text)} *`;
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
