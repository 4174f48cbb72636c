import { listWords } from '#search/analysis/words';
import type { ParsedQuery } from './parse';

const FINAL_FORMS: Readonly<Record<string, string>> = { כ: 'ך', מ: 'ם', נ: 'ן', פ: 'ף', צ: 'ץ' };

/** The query's words with misspelt ones replaced, or null when none is. Folded words get their final letter back. */
export function correctText(parsed: ParsedQuery, corrections: ReadonlyMap<string, string>): string | null {
  let corrected = '';
  let from = 0;
  for (const { word, start, end } of listWords(parsed.text)) {
    const correction = corrections.get(word);
    if (correction !== undefined) {
      corrected += parsed.text.slice(from, start) + withFinalLetter(correction);
      from = end;
    }
  }
  return from === 0 ? null : corrected + parsed.text.slice(from);
}

function withFinalLetter(word: string): string {
  const last = word.at(-1) ?? '';
  return word.length > 1 ? word.slice(0, -1) + (FINAL_FORMS[last] ?? last) : word;
}
