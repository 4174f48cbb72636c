import { EXCLUDED_MAX, type FacetName, type SearchFilters } from '#search/port';
import type { Cell } from './store';

/** A piece of SQL with its values. */
export interface Condition {
  sql: string;
  values: Cell[];
}

const VALUES_MAX = 100;
const COLUMNS: Readonly<Record<Exclude<FacetName, 'tag'>, string>> = {
  kind: 'd.kind',
  topic: 'd.topic',
  answered: 'd.answered',
  authoritySize: 'd.authority_size',
  year: 'd.year',
  label: 'd.label',
  state: 'd.state',
};

/**
 * What a viewer may see and asked for, over `documents d` and `passages p`. The viewer's part is always there.
 * `allowed` is the JSON of the audiences' numbers.
 */
export function conditionOf(allowed: string, filters: SearchFilters, exclude: readonly string[] = []): Condition {
  const parts: Condition[] = [documentVisible(allowed), passageVisible('p', allowed), ...withoutDocuments(exclude)];
  for (const [facet, column] of columns()) {
    const values = filters.values?.[facet];
    if (values !== undefined) {
      parts.push({ sql: `${column} IN (SELECT value FROM json_each(?))`, values: [valuesJson(facet, values)] });
    }
  }
  if (filters.values?.tag !== undefined) {
    const sql = 'EXISTS (SELECT 1 FROM json_each(d.tags) t WHERE t.value IN (SELECT value FROM json_each(?)))';
    parts.push({ sql, values: [valuesJson('tag', filters.values.tag)] });
  }
  if (filters.from !== undefined) {
    parts.push({ sql: 'd.date >= ?', values: [filters.from] });
  }
  if (filters.before !== undefined) {
    parts.push({ sql: 'd.date < ?', values: [filters.before] });
  }
  return joinConditions(parts);
}

export function documentVisible(allowed: string): Condition {
  return { sql: 'd.audience IN (SELECT value FROM json_each(?))', values: [allowed] };
}

/** A passage without an audience of its own has its document's. */
export function passageVisible(alias: string, allowed: string): Condition {
  return {
    sql: `(${alias}.audience IS NULL OR ${alias}.audience IN (SELECT value FROM json_each(?)))`,
    values: [allowed],
  };
}

/** Leaves out some documents by their ids; nothing to ask when there are none. */
export function withoutDocuments(ids: readonly string[]): Condition[] {
  const sql = 'd.num NOT IN (SELECT x.num FROM documents x WHERE x.id IN (SELECT value FROM json_each(?)))';
  return ids.length === 0 ? [] : [{ sql, values: [JSON.stringify(ids.slice(0, EXCLUDED_MAX))] }];
}

/** Leaves out documents with one of some passages, as far as the viewer may see that passage. */
export function withoutPassages(passages: readonly number[], allowed: string): Condition {
  const visible = passageVisible('x', allowed);
  return {
    sql: `d.num NOT IN (SELECT x.document FROM passages x WHERE x.num IN (SELECT value FROM json_each(?)) AND ${visible.sql})`,
    values: [JSON.stringify(passages), ...visible.values],
  };
}

/** Leaves out documents with a passage that matches, as far as the viewer may see that passage. */
export function withoutMatching(match: string, allowed: string): Condition {
  const visible = passageVisible('x', allowed);
  return {
    sql: `d.num NOT IN (SELECT x.document FROM texts JOIN passages x ON x.num = texts.rowid WHERE texts MATCH ? AND ${visible.sql})`,
    values: [match, ...visible.values],
  };
}

export function joinConditions(parts: readonly Condition[]): Condition {
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) };
}

function columns(): [Exclude<FacetName, 'tag'>, string][] {
  const { kind, topic, answered, authoritySize, year, label, state } = COLUMNS;
  return [
    ['kind', kind],
    ['topic', topic],
    ['answered', answered],
    ['authoritySize', authoritySize],
    ['year', year],
    ['label', label],
    ['state', state],
  ];
}

function valuesJson(facet: FacetName, values: readonly string[]): string {
  const some = values.slice(0, VALUES_MAX);
  if (facet === 'answered') {
    return JSON.stringify(some.map((value) => (value === 'true' ? 1 : 0)));
  }
  return JSON.stringify(facet === 'year' ? some.map(Number) : some);
}
