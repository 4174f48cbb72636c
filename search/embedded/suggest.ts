import { vocabularyOf } from '#search/analysis/vocabulary';
import { listWords } from '#search/analysis/words';
import type { Suggestion, SuggestQuery } from '#search/port';
import { QUERY_LENGTH_MAX } from '#search/query/parse';
import { planWord, WORDS_MAX } from '#search/query/plan';
import { wholeNumber } from '#search/ranking/limits';
import { all, any, term } from '#search/ranking/match';
import { type Condition, documentVisible, joinConditions, withoutDocuments } from './conditions';
import type { IndexFile } from './index-file';
import { rows } from './store';

const SUGGESTIONS_MAX = 20;
const FORMS_MAX = 30;

/** Titles that hold every word typed so far, the last one perhaps unfinished; words in any of their forms. */
export function suggestTitles(file: IndexFile, query: SuggestQuery): Suggestion[] {
  file.frequencies.refresh();
  const allowed = file.audiences.visibleTo(query.viewer);
  const text = query.text.slice(0, QUERY_LENGTH_MAX);
  const words = [...new Set(listWords(text).map(({ word }) => word))].slice(-WORDS_MAX);
  if (allowed === '[]' || words.length === 0) {
    return [];
  }
  const isUnfinished = /[\p{L}\p{N}"'׳״]$/u.test(text);
  const match = all(words.map((word, index) => titleMatch(file, word, isUnfinished && index === words.length - 1)));
  const condition = joinConditions([
    documentVisible(allowed),
    ...kindCondition(query.kinds),
    ...withoutDocuments(query.exclude ?? []),
  ]);
  const sql = `SELECT d.id, d.kind, d.title FROM titles JOIN documents d ON d.num = titles.rowid
    WHERE titles MATCH ? AND ${condition.sql} ORDER BY titles.rank LIMIT ?`;
  const limit = wholeNumber(query.limit, 8, SUGGESTIONS_MAX);
  return rows(file.store.database, sql, [match, ...condition.values, limit]).map((row) => ({
    id: String(row.id),
    kind: String(row.kind),
    title: String(row.title),
  }));
}

function kindCondition(kinds: readonly string[] | undefined): Condition[] {
  return kinds === undefined
    ? []
    : [{ sql: 'd.kind IN (SELECT value FROM json_each(?))', values: [JSON.stringify(kinds)] }];
}

function titleMatch(file: IndexFile, word: string, isUnfinished: boolean): string {
  const vocabulary = vocabularyOf((known) => file.frequencies.of(known) > 0);
  const known = file.words.all();
  const numbers = planWord(word, vocabulary).keys.flatMap(({ key }) => file.words.withKey(key));
  const forms = [...new Set([word, ...numbers.map((number) => known[number] ?? '')])].filter((form) => form !== '');
  const parts = forms.slice(0, FORMS_MAX).map((form) => term(form));
  return any(isUnfinished ? [...parts, `${term(word)} *`] : parts);
}
