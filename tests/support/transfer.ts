import { unsafeExportThreads } from '#app/domain/transfer/export.server';
import { type ImportOptions, type ImportResult, importThreads } from '#app/domain/transfer/import.server';
import type { Database } from '#prisma/client.server';

/** Imports these lines; objects are written as JSON. */
export function importLines(database: Database, lines: unknown[], options?: ImportOptions): Promise<ImportResult> {
  async function* source(): AsyncGenerator<string> {
    for (const line of lines) {
      yield typeof line === 'string' ? line : JSON.stringify(line);
    }
  }
  return importThreads(database, source(), options);
}

/** The whole forum, a line each; TLP:RED as well. */
export async function exportLines(database: Database): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of unsafeExportThreads(database, { withRed: true })) {
    lines.push(line);
  }
  return lines;
}

/** An author of a file. */
export function author(number: number, values: Record<string, unknown> = {}) {
  return { externalId: `u-${number}`, name: `כותבת ${number}`, email: `writer.${number}@example.org`, ...values };
}

/** A line as the contract has it; `values` replaces anything. */
export function threadLine(number: number, values: Record<string, unknown> = {}) {
  return {
    externalId: `t-${number}`,
    topic: 'cloud',
    kind: 'question',
    title: `שאלה מספר ${number}`,
    body: `גוף השאלה ${number}`,
    label: 'TLP:GREEN',
    tags: ['backup', 'גיבוי'],
    createdAt: '2026-03-01T09:30:00.000Z',
    author: author(1, { authority: 'נחלת אורן' }),
    posts: [
      postLine(1, { accepted: true }),
      postLine(2, { kind: 'comment' }),
      postLine(3, { label: 'TLP:AMBER', createdAt: '2026-03-04T09:30:00.000Z' }),
    ],
    ...values,
  };
}

export function postLine(number: number, values: Record<string, unknown> = {}) {
  return {
    externalId: `p-${number}`,
    kind: 'answer',
    body: `תשובה ${number}`,
    createdAt: '2026-03-02T09:30:00.000Z',
    author: author(number + 1),
    ...values,
  };
}
