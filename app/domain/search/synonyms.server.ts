import { z } from 'zod';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { forbidden, orNotFound } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import type { SynonymsInput } from '#app/domain/search/input';
import type { Viewer } from '#app/domain/viewer';
import { getDb, getSearch } from '#app/instances.server';

export interface SynonymGroupRow {
  id: number;
  terms: string[];
}

const Terms = z.array(z.string());
const GROUPS_MAX = 2_000;

/** The groups that administrators added, newest first. Forbidden for others. */
export async function listSynonyms(viewer: Viewer): Promise<SynonymGroupRow[]> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  return loadGroups();
}

async function loadGroups(): Promise<SynonymGroupRow[]> {
  const rows = await getDb().synonymGroup.findMany({ orderBy: { id: 'desc' }, take: GROUPS_MAX });
  return rows.map((row) => ({ id: row.id, terms: Terms.parse(JSON.parse(row.terms)) }));
}

/** Adds a group (`id` null) or changes one. Takes effect at once, without a rebuild: synonyms act in the query. */
export async function saveSynonyms(viewer: Viewer, id: number | null, { terms }: SynonymsInput): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const by = { memberId: viewer.memberId, action: 'search.synonyms', detail: { terms: terms.join(', ') } } as const;
  await getDb().$transaction(async (tx) => {
    if (id !== null) {
      orNotFound(await tx.synonymGroup.findUnique({ where: { id }, select: { id: true } }));
    }
    const data = { terms: JSON.stringify(terms) };
    const row =
      id === null
        ? await tx.synonymGroup.create({ data: { ...data, createdById: viewer.memberId, createdAt: now() } })
        : await tx.synonymGroup.update({ where: { id }, data });
    await recordAudit(tx, { ...by, subject: { type: 'synonyms', id: row.id } });
  });
  await refreshSynonyms();
}

/** Removes a group. */
export async function deleteSynonyms(viewer: Viewer, id: number): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  await getDb().$transaction(async (tx) => {
    orNotFound(await tx.synonymGroup.findUnique({ where: { id }, select: { id: true } }));
    await tx.synonymGroup.delete({ where: { id } });
    await recordAudit(tx, {
      memberId: viewer.memberId,
      action: 'search.synonyms',
      subject: { type: 'synonyms', id },
      detail: { terms: '' },
    });
  });
  await refreshSynonyms();
}

/** What this process's engines were told last. */
let told: { terms: string[] }[] = [];

/** Tells this process's engines of the groups as they are now. Other processes do so within their workers' next round. */
export async function refreshSynonyms(): Promise<void> {
  const groups = (await loadGroups()).map(({ terms }) => ({ terms }));
  if (JSON.stringify(groups) !== JSON.stringify(told)) {
    await getSearch().reader.setSynonyms(groups);
    told = groups;
  }
}

/** The groups that are in effect, for marking words on pages. */
export function currentSynonyms(): { terms: string[] }[] {
  return told;
}
