import { parseFilter, type StoredDocument } from './filter';
import { matchDocuments } from './matching';
import { asArray, asObject } from './schema';
import { filterableOf, type Indexes, indexOf } from './tasks';

/** Documents by a filter, in pages. */
export function fetchDocuments(indexes: Indexes, uid: string, body: Record<string, unknown>): [number, unknown] {
  const index = indexOf(indexes, uid);
  const test = parseFilter(body.filter, filterableOf(index));
  const ids = body.ids === undefined ? null : new Set(asArray(body.ids).map(String));
  const found = [...index.documents.values()].filter(
    (document) => test(document) && ids?.has(String(document.id)) !== false,
  );
  const offset = Number(body.offset ?? 0);
  const limit = Number(body.limit ?? 20);
  const results = found.slice(offset, offset + limit).map((document) => pick(document, body.fields));
  return [200, { results, offset, limit, total: found.length }];
}

function pick(document: StoredDocument, fields: unknown): StoredDocument {
  const names = asArray(fields).map(String);
  return Object.fromEntries(Object.entries(document).filter(([name]) => names.length === 0 || names.includes(name)));
}

/** Merges the queries' hits by weighted score, a document once; or by date when every query is sorted so. */
export function federate(indexes: Indexes, body: Record<string, unknown>): [number, unknown] {
  const best = new Map<string, { hit: StoredDocument; score: number; position: number }>();
  const queries = asArray(body.queries).map(asObject);
  for (const [position, query] of queries.entries()) {
    const index = indexOf(indexes, String(query.indexUid));
    const documents = [...index.documents.values()].filter(parseFilter(query.filter, filterableOf(index)));
    const weight = Number(asObject(query.federationOptions).weight ?? 1);
    for (const { document, score } of matchDocuments(documents, query, index.settings)) {
      const id = String(document.id);
      if ((best.get(id)?.score ?? -1) < score * weight) {
        best.set(id, { hit: pick(document, query.attributesToRetrieve), score: score * weight, position });
      }
    }
  }
  const isByDate = queries.length > 0 && queries.every(({ sort }) => asArray(sort).includes('date:desc'));
  const dateOf = ({ hit }: { hit: StoredDocument }): number => Number(hit.date);
  const found = [...best.values()].sort((one, other) =>
    isByDate ? dateOf(other) - dateOf(one) : other.score - one.score,
  );
  const { limit = 20, offset = 0 } = asObject(body.federation);
  const hits = found.slice(Number(offset), Number(offset) + Number(limit)).map(({ hit, score, position }) => ({
    ...hit,
    _federation: { indexUid: '', queriesPosition: position, weightedRankingScore: score },
  }));
  return [200, { hits, processingTimeMs: 1, limit, offset, estimatedTotalHits: found.length }];
}

/** The action a key needs for a request, or null when none. */
export function actionOf(method: string, path: string): string | null {
  const rules: [RegExp, string][] = [
    [/^GET \/keys/, 'keys.get'],
    [/^POST \/keys/, 'keys.create'],
    [/^DELETE \/keys/, 'keys.delete'],
    [/^GET \/version/, 'version'],
    [/^GET \/tasks/, 'tasks.get'],
    [/^POST \/indexes$/, 'indexes.create'],
    [/^GET \/indexes\/[^/]+$/, 'indexes.get'],
    [/^DELETE \/indexes\/[^/]+$/, 'indexes.delete'],
    [/^PATCH .*\/settings$/, 'settings.update'],
    [/\/stats$/, 'stats.get'],
    [/\/documents\/fetch$/, 'documents.get'],
    [/\/documents\/delete/, 'documents.delete'],
    [/\/documents$/, 'documents.add'],
    [/swap-indexes$/, 'indexes.swap'],
    [/multi-search$/, 'search'],
  ];
  return rules.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1] ?? null;
}
