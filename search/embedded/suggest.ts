import { vocabularyOf } from '#search/analysis/vocabulary';
import { listWords } from '#search/analysis/words';
import type { Suggestion, SuggestQuery } from '#search/port';
import { QUERY_LENGTH_MAX } from '#search/query/parse';
import { planWord, WORDS_MAX } from '#search/query/plan';
import { findCandidates } from './candidates';
import { conditionOf } from './conditions';
import type { IndexFile } from './index-file';
import { all, any, term } from './match';
import { wholeNumber } from './search-index';

const SUGGESTIONS_MAX = 20;
const FORMS_MAX = 30;

/** Titles that hold every word typed so far, the last one perhaps unfinished; words in any of their forms. */
export function suggestTitles(file: IndexFile, query: SuggestQuery): Suggestion[] {
  const allowed = file.audiences.visibleTo(query.viewer);
  const text = query.text.slice(0, QUERY_LENGTH_MAX);
  const words = [...new Set(listWords(text).map(({ word }) => word))].slice(-WORDS_MAX);
  if (allowed === '[]' || words.length === 0) {
    return [];
  }
  const isUnfinished = /[\p{L}\p{N}"'׳״]$/u.test(text);
  const match = all(words.map((word, index) => titleMatch(file, word, isUnfinished && index === words.length - 1)));
  const condition = conditionOf(allowed, query.kinds === undefined ? {} : { values: { kind: query.kinds } });
  const suggestions = new Map<string, Suggestion>();
  for (const { row } of findCandidates(file.store, match, condition)) {
    const id = String(row.id);
    suggestions.set(id, { id, kind: String(row.kind), title: String(row.title) });
  }
  return [...suggestions.values()].slice(0, wholeNumber(query.limit, 8, SUGGESTIONS_MAX));
}

function titleMatch(file: IndexFile, word: string, isUnfinished: boolean): string {
  const vocabulary = vocabularyOf((known) => file.frequencies.of(known) > 0);
  const known = file.words.all();
  const numbers = planWord(word, vocabulary).keys.flatMap(({ key }) => file.words.withKey(key));
  const forms = [...new Set([word, ...numbers.map((number) => known[number] ?? '')])].filter((form) => form !== '');
  const parts = forms.slice(0, FORMS_MAX).map((form) => `t0 : ${term(form)}`);
  return any(isUnfinished ? [...parts, `t0 : ${term(word)} *`] : parts);
}
