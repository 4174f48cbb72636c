import type { ThreadFilter } from '#app/domain/threads/model';

/** A place in a list: the sort value and the id of a row, and on which side of it the page lies. */
export interface Cursor {
  sort: ThreadFilter['sort'];
  /** Milliseconds of the last activity, or the score. */
  value: number;
  id: number;
  direction: 'after' | 'before';
}

interface Row {
  id: number;
  lastActivityAt: Date;
  score: number;
}

/** `a.1732400000000.42`: short, readable, and nothing in it is secret. */
export function encodeCursor(row: Row, sort: ThreadFilter['sort'], direction: Cursor['direction']): string {
  const value = sort === 'votes' ? row.score : row.lastActivityAt.getTime();
  return `${direction === 'after' ? 'a' : 'b'}.${value}.${row.id}`;
}

/** Null for a missing or an unreadable cursor. */
export function decodeCursor(text: string | null, sort: ThreadFilter['sort']): Cursor | null {
  const match = /^([ab])\.(-?\d{1,15})\.(\d{1,10})$/.exec(text ?? '');
  if (!match) {
    return null;
  }
  const [, side, value, id] = match;
  return { sort, value: Number(value), id: Number(id), direction: side === 'a' ? 'after' : 'before' };
}

/** The rows on that side of the cursor, in the list's order (largest first). */
export function cursorWhere(cursor: Cursor | null) {
  if (!cursor) {
    return {};
  }
  const op = cursor.direction === 'after' ? 'lt' : 'gt';
  if (cursor.sort === 'votes') {
    return {
      OR: [{ score: { [op]: cursor.value } }, { score: cursor.value, id: { [op]: cursor.id } }],
    };
  }
  const at = new Date(cursor.value);
  return { OR: [{ lastActivityAt: { [op]: at } }, { lastActivityAt: at, id: { [op]: cursor.id } }] };
}
