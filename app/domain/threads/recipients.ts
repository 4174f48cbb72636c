/** More than these by name is a group, and AMBER is for that. */
export const RECIPIENTS_MAX = 100;

/** The handles in a text, each once, whatever stands between them: commas, lines, spaces, a leading `@`. */
export function handlesIn(text: string): string[] {
  const words = text.toLowerCase().split(/[\s,;،]+/);
  return [...new Set(words.map((word) => word.replace(/^@/, '')).filter(Boolean))];
}
