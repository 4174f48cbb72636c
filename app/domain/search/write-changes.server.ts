import { now } from '#app/domain/clock';
import { loadDocuments } from '#app/domain/search/documents.server';
import { noteFailure, settle } from '#app/domain/search/failures.server';
import type { Changed, Indexing } from '#app/domain/search/indexes.server';
import { documentId, parseDocumentId, type SearchEntity } from '#app/domain/search/model';
import { type SearchDocument, SearchUnavailable } from '#search/port';

/**
 * Brings the documents of these entities to what the database says now: written whole, or removed when they are gone or
 * hidden. One that cannot be read or indexed is taken out, noted as failed and holds up no other. Throws
 * `SearchUnavailable` when the engine does not answer.
 */
export async function writeChanges(indexing: Indexing, changed: Changed[]): Promise<void> {
  const { index } = indexing;
  const { documents, unreadable } = await load(indexing, changed);
  const found = new Set(documents.map((document) => document.id));
  const gone = changed.map(({ entity, id }) => documentId(entity, id)).filter((id) => !found.has(id));
  const failed = new Map(unreadable);
  const absent = gone.filter((id) => !failed.has(id));
  if (absent.length > 0) {
    await index.engine.remove(absent);
  }
  if (documents.length > 0) {
    const { rejected } = await index.engine.upsert(documents);
    for (const { id, reason } of rejected) {
      failed.set(id, reason);
    }
  }
  await settle(indexing, [...found, ...absent].filter((id) => !failed.has(id)).flatMap(asChanged));
  if (failed.size > 0) {
    // What stands there may be from before a stricter label: better not found until the next attempt.
    await index.engine.remove([...failed.keys()]);
  }
  for (const [id, reason] of failed) {
    for (const entity of asChanged(id)) {
      await noteFailure(indexing, entity, reason, now());
    }
  }
}

function asChanged(id: string): Changed[] {
  return [parseDocumentId(id) ?? []].flat();
}

interface Loaded {
  documents: SearchDocument[];
  unreadable: [id: string, reason: string][];
}

/** Reads all at once; when that fails, one by one, so that one broken row does not hold up the others. */
async function load({ db }: Indexing, changed: Changed[]): Promise<Loaded> {
  const documents: SearchDocument[] = [];
  const unreadable: Loaded['unreadable'] = [];
  const byEntity = new Map<SearchEntity, string[]>();
  for (const { entity, id } of changed) {
    byEntity.set(entity, [...(byEntity.get(entity) ?? []), id]);
  }
  for (const [entity, ids] of byEntity) {
    try {
      documents.push(...(await loadDocuments(db, entity, ids)));
    } catch (error) {
      if (isLost(error)) {
        throw error;
      }
      for (const id of ids) {
        try {
          documents.push(...(await loadDocuments(db, entity, [id])));
        } catch (reason) {
          unreadable.push([documentId(entity, id), reason instanceof Error ? reason.message : String(reason)]);
        }
      }
    }
  }
  return { documents, unreadable };
}

/** The database does not answer at all: no fault of one row. */
function isLost(error: unknown): boolean {
  return error instanceof SearchUnavailable || (error instanceof Error && /P1\d{3}|P2024/.test(String(error.message)));
}
