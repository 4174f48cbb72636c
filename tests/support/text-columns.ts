import type { Database } from '#prisma/client.server';
import { Prisma } from '#prisma/generated/sqlite/client';

/** A text as it stands in the database. */
export interface StoredText {
  table: string;
  column: string;
  text: string;
}

/** Every text in every column of every table, read past the product: whoever looks for a trace finds it here. */
export async function textsOf(database: Database): Promise<StoredText[]> {
  const found: StoredText[] = [];
  for (const table of Object.values(Prisma.ModelName)) {
    const rows = await database.$queryRawUnsafe<Record<string, unknown>[]>(`SELECT * FROM "${table}"`);
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (typeof value === 'string') {
          found.push({ table, column, text: value });
        }
      }
    }
  }
  return found;
}
