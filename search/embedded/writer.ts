import { hash } from 'node:crypto';
import { type AnalysedText, analyseText, termsOf, wordsOf } from '#search/analysis/analyse';
import { ANALYSER_VERSION } from '#search/analysis/version';
import type { Passage, SearchDocument, UpsertReport } from '#search/port';
import { yearOf } from '#search/query/days';
import { ROLES } from '#search/ranking/gather';
import { packWords } from '#search/ranking/packing';
import type { AudienceTable } from './audiences';
import { packFacts } from './facts';
import { inTransaction, rows, run, type Store } from './store';
import type { WordTable } from './words';

export interface IndexTables {
  store: Store;
  words: WordTable;
  audiences: AudienceTable;
}

const ID_LENGTH_MAX = 200;

/** Writes documents in one transaction. One that cannot be indexed is reported; the others are written. */
export function writeDocuments(tables: IndexTables, documents: readonly SearchDocument[]): UpsertReport {
  const report: UpsertReport = { indexed: 0, rejected: [] };
  withTransaction(tables, () => {
    for (const document of documents) {
      const reason = reasonToReject(document);
      if (reason === null) {
        writeDocument(tables, document);
        report.indexed += 1;
      } else {
        report.rejected.push({ id: String(document.id), reason });
      }
    }
  });
  return report;
}

/** Takes documents out of the index. Unknown ids are fine. */
export function removeDocuments(tables: IndexTables, ids: readonly string[]): void {
  withTransaction(tables, () => {
    for (const id of ids) {
      const [found] = rows(tables.store.database, 'SELECT num FROM documents WHERE id = ?', [id]);
      if (found !== undefined) {
        const number = Number(found.num);
        for (const { num } of passagesOf(tables, number).values()) {
          removePassage(tables, num);
        }
        run(tables.store.database, 'DELETE FROM titles WHERE rowid = ?', [number]);
        run(tables.store.database, 'DELETE FROM documents WHERE num = ?', [number]);
      }
    }
  });
}

function withTransaction(tables: IndexTables, work: () => void): void {
  try {
    inTransaction(tables.store, () => {
      tables.words.begin();
      work();
      tables.words.writeNew();
    });
  } catch (error) {
    tables.words.forgetNew();
    tables.audiences.forget();
    throw error;
  }
}

/** Documents come from the database through the caller's own code; this keeps one bad one from spoiling a batch. */
function reasonToReject(document: SearchDocument): string | null {
  if (typeof document.id !== 'string' || document.id === '' || document.id.length > ID_LENGTH_MAX) {
    return `the id must be a text of 1 to ${ID_LENGTH_MAX} characters`;
  }
  if (typeof document.title !== 'string' || !document.passages.every(({ text }) => typeof text === 'string')) {
    return 'title and passages must be texts';
  }
  return Number.isFinite(document.date) && Number.isFinite(document.revision)
    ? null
    : 'date and revision must be numbers';
}

function writeDocument(tables: IndexTables, document: SearchDocument): void {
  const { database } = tables.store;
  const [old] = rows(database, 'SELECT num, revision, title FROM documents WHERE id = ?', [document.id]);
  if (old !== undefined && Number(old.revision) > document.revision) {
    return;
  }
  const values = [
    document.kind,
    document.title,
    document.topic ?? null,
    JSON.stringify([...new Set(document.tags ?? [])]),
    document.answered === true ? 1 : 0,
    document.authoritySize ?? null,
    yearOf(document.date),
    document.label ?? null,
    document.state ?? null,
    document.date,
    document.revision,
    tables.audiences.add(document.audience),
    keepFacts(tables, packFacts(document)),
  ];
  let number = Number(old?.num ?? 0);
  if (old === undefined) {
    const insert =
      'INSERT INTO documents (id, kind, title, topic, tags, answered, authority_size, year, label, state, date, revision, audience, facts) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)';
    number = Number(run(database, insert, [document.id, ...values]));
  } else {
    const update =
      'UPDATE documents SET kind=?, title=?, topic=?, tags=?, answered=?, authority_size=?, year=?, label=?, state=?, date=?, revision=?, audience=?, facts=? WHERE num=?';
    run(database, update, [...values, number]);
  }
  const title = analyseText(document.title);
  if (old?.title !== document.title) {
    if (old !== undefined) {
      run(database, 'DELETE FROM titles WHERE rowid = ?', [number]);
    }
    run(database, 'INSERT INTO titles (rowid, words) VALUES (?, ?)', [number, wordsOf(title).join(' ')]);
  }
  writePassages(tables, number, document, title, old === undefined);
}

/** The number of packed facts: many documents share them. */
function keepFacts({ store }: IndexTables, packed: string): number {
  const [known] = rows(store.database, 'SELECT id FROM facts WHERE packed = ?', [packed]);
  return known === undefined
    ? run(store.database, 'INSERT INTO facts (packed) VALUES (?)', [packed])
    : Number(known.id);
}

/**
 * Brings the passages up to date; those whose text did not change keep their row of full text, so that an answer in a
 * long thread costs one passage and a new label costs none.
 */
function writePassages(
  tables: IndexTables,
  number: number,
  document: SearchDocument,
  title: AnalysedText,
  isNew: boolean,
): void {
  const old: ReadonlyMap<string, { num: number; digest: string }> = isNew ? new Map() : passagesOf(tables, number);
  const kept = new Set<string>();
  for (const passage of withHead(document)) {
    if (kept.has(passage.ref)) {
      continue;
    }
    kept.add(passage.ref);
    const digest = digestOf(document.title, passage.text);
    const before = old.get(passage.ref);
    const audience = passage.audience === undefined ? null : tables.audiences.add(passage.audience);
    const role = passage.ref === HEAD_REF ? ROLES.head : passage.accepted === true ? ROLES.accepted : ROLES.plain;
    if (before?.digest === digest) {
      run(tables.store.database, 'UPDATE passages SET audience = ?, role = ? WHERE num = ?', [
        audience,
        role,
        before.num,
      ]);
      continue;
    }
    if (before !== undefined) {
      removePassage(tables, before.num);
    }
    const insert = 'INSERT INTO passages (document, ref, audience, role, digest) VALUES (?,?,?,?,?)';
    const inserted = run(tables.store.database, insert, [number, passage.ref, audience, role, digest]);
    writeText(tables, inserted, title, analyseText(passage.text));
  }
  for (const [ref, { num }] of old) {
    if (!kept.has(ref)) {
      removePassage(tables, num);
    }
  }
}

/** The ref of the row that holds a title alone. */
export const HEAD_REF = '';

/** A title must be found also by those who may see none of the passages, so then it gets a row of its own. */
function withHead({ passages }: SearchDocument): Passage[] {
  const isOpen = passages.some(({ audience, ref }) => audience === undefined && ref !== HEAD_REF);
  return isOpen ? passages : [{ ref: HEAD_REF, text: '' }, ...passages];
}

function writeText({ store, words }: IndexTables, num: number, title: AnalysedText, body: AnalysedText): void {
  run(store.database, 'INSERT INTO texts (rowid, terms) VALUES (?, ?)', [num, termsOf(title, body).join(' ')]);
  const packed = packWords(title.words.map(words.add), body.words.map(words.add));
  run(store.database, 'INSERT INTO vectors (passage, words) VALUES (?, ?)', [num, Buffer.from(packed)]);
}

function removePassage({ store }: IndexTables, num: number): void {
  for (const sql of [
    'DELETE FROM texts WHERE rowid = ?',
    'DELETE FROM vectors WHERE passage = ?',
    'DELETE FROM passages WHERE num = ?',
  ]) {
    run(store.database, sql, [num]);
  }
}

function passagesOf({ store }: IndexTables, document: number): Map<string, { num: number; digest: string }> {
  const found = rows(store.database, 'SELECT num, ref, digest FROM passages WHERE document = ?', [document]);
  return new Map(found.map((row) => [String(row.ref), { num: Number(row.num), digest: String(row.digest) }]));
}

function digestOf(title: string, text: string): string {
  return hash('sha1', `${ANALYSER_VERSION}\n${title}\n${text}`, 'base64');
}
