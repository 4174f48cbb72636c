import { matchRecords } from '#app/domain/summaries/match';
import { keepOwners } from '#app/domain/summaries/owners.server';
import { recognise } from '#app/domain/summaries/recognise';
import type { Tx } from '#app/domain/tx';

interface KeptText {
  summaryId: number;
  body: string;
  /** ISO day of the session, from which days without a year are counted. */
  day: string;
  at: Date;
  /** One record was edited where it stands: every row stays what it was, however its words changed. */
  inPlace?: boolean;
  /**
   * Whose handles stay words of the text, whoever has a handle like theirs: all of them in a text from a file; afterwards
   * those that came with it, and not one that a host gives.
   */
  ownersAsText?: 'all' | 'imported' | undefined;
}

/** Ids of the records before and after, and of the members to whom an action came that was not theirs before. */
export interface KeptRecords {
  ids: number[];
  removed: number[];
  assigned: string[];
}

/**
 * Brings the rows of records in step with the summary's text: what is still there keeps its row, and with it its
 * thread and what supersedes it; what is gone goes; what is new gets a row. A record's position is its place among
 * `recognise(body).records`. To be called in the transaction that stores the text.
 */
export async function keepRecords(
  tx: Tx,
  { summaryId, body, day, at, inPlace = false, ownersAsText }: KeptText,
): Promise<KeptRecords> {
  const { records } = recognise(body, { day });
  const before = await tx.summaryRecord.findMany({
    where: { summaryId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  const known = before.map(({ kind, text, done, due }) => ({ kind, text, done, due, owner: null }));
  const isInPlace = inPlace && known.length === records.length;
  const matches = isInPlace ? records.map((_record, index) => index) : matchRecords(known, records);
  const isWord = (handle: string, position: number): boolean => {
    const old = before[matches[position] ?? -1];
    return ownersAsText === 'all' || (ownersAsText === 'imported' && (!old || old.ownerName === `@${handle}`));
  };
  const owners = await keepOwners(
    tx,
    records.map(({ owner }, position) =>
      owner && 'handle' in owner && isWord(owner.handle, position) ? { name: `@${owner.handle}` } : owner,
    ),
  );
  const kept: KeptRecords = { ids: [], removed: [], assigned: [] };
  const fresh: { position: number; values: ReturnType<typeof columns> }[] = [];
  const columns = (position: number) => {
    const record = records[position];
    const owner = owners[position];
    return {
      kind: record?.kind ?? ('insight' as const),
      text: record?.text ?? '',
      done: record?.done ?? false,
      due: record?.due ?? null,
      ownerId: owner?.ownerId ?? null,
      ownerName: owner?.ownerName ?? '',
    };
  };
  for (const position of records.keys()) {
    const values = columns(position);
    const old = before[matches[position] ?? -1];
    if (old === undefined) {
      fresh.push({ position, values });
    } else {
      kept.ids.push(old.id);
      await update(tx, old, { ...values, position }, at);
    }
    if (values.kind === 'action' && values.ownerId !== null && values.ownerId !== old?.ownerId && !values.done) {
      kept.assigned.push(values.ownerId);
    }
  }
  kept.removed = before.filter(({ id }) => !kept.ids.includes(id)).map(({ id }) => id);
  if (kept.removed.length > 0) {
    await tx.summaryRecord.deleteMany({ where: { id: { in: kept.removed } } });
  }
  for (const { position, values } of fresh) {
    const row = await tx.summaryRecord.create({
      data: { ...values, summaryId, position, doneAt: values.done ? at : null, createdAt: at, updatedAt: at },
      select: { id: true },
    });
    kept.ids.push(row.id);
  }
  return kept;
}

interface KeptColumns {
  kind: string;
  text: string;
  done: boolean;
  due: string | null;
  ownerId: string | null;
  ownerName: string;
  position: number;
}

type Stored = Awaited<ReturnType<Tx['summaryRecord']['findMany']>>[number];

/** Writes a row only where something of it changed: most of a text stays as it was at every save. */
async function update(tx: Tx, old: Stored, { kind: _same, ...values }: KeptColumns, at: Date): Promise<void> {
  const { position, ...shown } = values;
  const isSame =
    old.text === shown.text &&
    old.done === shown.done &&
    old.due === shown.due &&
    old.ownerId === shown.ownerId &&
    old.ownerName === shown.ownerName;
  if (isSame && old.position === position) {
    return;
  }
  const doneAt = shown.done ? (old.doneAt ?? at) : null;
  const isReminded = old.due === shown.due && old.ownerId === shown.ownerId;
  await tx.summaryRecord.update({
    where: { id: old.id },
    data: {
      ...values,
      doneAt,
      ...(isReminded ? {} : { remindedOn: null }),
      ...(isSame ? {} : { revision: { increment: 1 }, updatedAt: at }),
    },
  });
}
