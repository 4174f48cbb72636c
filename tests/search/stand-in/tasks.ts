import { parseFilter, type StoredDocument } from './filter';
import { asArray, asObject } from './schema';

export interface Index {
  documents: Map<string, StoredDocument>;
  settings: Record<string, unknown>;
}

/** A write that waits for its turn: what it does when its time comes. Throws a `TaskFailure` when it fails. */
export interface Task {
  uid: number;
  indexUid: string | null;
  type: string;
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed';
  error: { message: string; code: string; type: string; link: string } | null;
  run(): void;
}

export class TaskFailure extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

export type Indexes = Map<string, Index>;

/** Documents with this word in their text cannot be indexed: for the tests of poison. */
export const POISON = 'רעל';

export function filterableOf({ settings }: Index): Set<string> {
  const rules = asArray(settings.filterableAttributes);
  return new Set(
    rules.flatMap((rule) =>
      typeof rule === 'string' ? [rule] : asArray(asObject(rule).attributePatterns).map(String),
    ),
  );
}

export function indexOf(indexes: Indexes, uid: string): Index {
  const index = indexes.get(uid);
  if (index === undefined) {
    throw new TaskFailure(`Index \`${uid}\` not found.`, 'index_not_found');
  }
  return index;
}

export function createIndexTask(indexes: Indexes, uid: string): () => void {
  return () => {
    if (indexes.has(uid)) {
      throw new TaskFailure(`Index \`${uid}\` already exists.`, 'index_already_exists');
    }
    indexes.set(uid, { documents: new Map(), settings: {} });
  };
}

export function deleteIndexTask(indexes: Indexes, uid: string): () => void {
  return () => {
    indexOf(indexes, uid);
    indexes.delete(uid);
  };
}

/** Adds all or none, as the server does. */
export function addDocumentsTask(indexes: Indexes, uid: string, documents: unknown[]): () => void {
  return () => {
    const index = indexes.get(uid) ?? { documents: new Map(), settings: {} };
    indexes.set(uid, index);
    const read = documents.map(asObject);
    for (const document of read) {
      if (!/^[\w-]{1,511}$/.test(String(document.id))) {
        throw new TaskFailure(`Document identifier \`${String(document.id)}\` is invalid.`, 'invalid_document_id');
      }
      if (String(document.b0).split(' ').includes(POISON)) {
        throw new TaskFailure('A document cannot be indexed.', 'internal');
      }
    }
    for (const document of read) {
      index.documents.set(String(document.id), document);
    }
  };
}

export function deleteByFilterTask(indexes: Indexes, uid: string, filter: unknown): () => void {
  return () => {
    const index = indexOf(indexes, uid);
    const test = parseFilter(filter, filterableOf(index));
    for (const [id, document] of index.documents) {
      if (test(document)) {
        index.documents.delete(id);
      }
    }
  };
}

export function deleteByIdsTask(indexes: Indexes, uid: string, ids: unknown[]): () => void {
  return () => {
    const index = indexOf(indexes, uid);
    for (const id of ids) {
      index.documents.delete(String(id));
    }
  };
}

export function swapTask(indexes: Indexes, swaps: unknown[]): () => void {
  return () => {
    for (const swap of swaps) {
      const [one = '', other = ''] = asArray(asObject(swap).indexes).map(String);
      const [first, second] = [indexOf(indexes, one), indexOf(indexes, other)];
      indexes.set(one, second);
      indexes.set(other, first);
    }
  };
}
