import type { DataSubject } from '#app/domain/own-data/model';
import type { Tx } from '#app/domain/tx';

export const WHEN = 'ISO 8601, UTC';
export const TEXT = 'Markdown; null where the label keeps it from leaving (TLP:RED, or AMBER of another authority)';

/** A part of a list. */
export interface Window {
  skip: number;
  take: number;
}

/** Where one kind of what is kept of a member comes from. */
export interface DataSource {
  /** What each field of a row says; the export carries it along. */
  fields: Record<string, string>;
  count: (db: Tx, memberId: string) => Promise<number>;
  /** Rows in an order that does not change, ready for JSON. Texts that may not leave are null, with the label as the reason. */
  rows: (db: Tx, subject: DataSubject, window: Window) => Promise<Record<string, unknown>[]>;
}

const PAGE_ROWS = 200;

/** All rows of a source as one JSON array, a part at a time, so that memory does not grow with it. */
export async function* jsonOf(db: Tx, source: DataSource, subject: DataSubject): AsyncGenerator<string> {
  let skip = 0;
  yield '[';
  for (;;) {
    const rows = await source.rows(db, subject, { skip, take: PAGE_ROWS });
    for (const [index, row] of rows.entries()) {
      yield `${skip + index === 0 ? '' : ','}\n${JSON.stringify(row)}`;
    }
    skip += rows.length;
    if (rows.length < PAGE_ROWS) {
      break;
    }
  }
  yield '\n]\n';
}
