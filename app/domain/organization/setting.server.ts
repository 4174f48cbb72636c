import { recordAudit } from '#app/domain/audit/commands.server';
import { inBatches } from '#app/domain/batches';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import type { Named } from '#app/domain/named';
import type { OrganizationInput } from '#app/domain/organization/input';
import { READING_SETTING, type Reading, readingOf } from '#app/domain/organization/model';
import { bumpRevision, cachedByRevision } from '#app/domain/revision';
import { queueSearch, type SearchChange } from '#app/domain/search/queue.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { messagesOf } from '#app/i18n/translator.server';
import { getDb } from '#app/instances.server';

const STATEMENT_HE = 'organization.statement.he';
const STATEMENT_EN = 'organization.statement.en';
const KEYS = [READING_SETTING, STATEMENT_HE, STATEMENT_EN];

/** The reading in force. Read each time: a change holds at once, in every process. */
export async function organizationReading(db: Tx = getDb()): Promise<Reading> {
  const row = await db.setting.findUnique({ where: { key: READING_SETTING }, select: { value: true } });
  return readingOf(row?.value);
}

interface Stored {
  reading: Reading;
  /** As the association wrote it; empty where it wrote nothing. */
  written: Named;
}

async function load(db: Tx): Promise<Stored> {
  const rows = await db.setting.findMany({ where: { key: { in: KEYS } } });
  const of = (key: string) => rows.find((row) => row.key === key)?.value ?? '';
  return { reading: readingOf(of(READING_SETTING)), written: { he: of(STATEMENT_HE), en: of(STATEMENT_EN) } };
}

const kept = cachedByRevision(() => load(getDb()));

/** What "organization" means, in words: the association's own, else those that come with the software. For everybody. */
export async function organizationStatement(locale: Locale): Promise<string> {
  const { reading, written } = await kept();
  return written[locale] || messagesOf(locale).organization.statements[reading];
}

/** The setting, for its form. For administrators; forbidden for others. */
export async function getOrganization(viewer: Viewer): Promise<Stored> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  return load(getDb());
}

/**
 * Says what "organization" means. For administrators; forbidden for others. The reading holds from the next request on;
 * whatever it concerns is written into the search indexes anew, and where fewer see it now left out until that is done.
 */
export async function setOrganization(viewer: Viewer, input: OrganizationInput): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const at = now();
  const values: [string, string][] = [
    [READING_SETTING, input.reading],
    [STATEMENT_HE, input.statementHe],
    [STATEMENT_EN, input.statementEn],
  ];
  await getDb().$transaction(async (tx) => {
    const { reading: from, written } = await load(tx);
    for (const [key, value] of values) {
      const stored = { value, updatedAt: at };
      await tx.setting.upsert({ where: { key }, create: { key, ...stored }, update: stored });
    }
    const reworded = written.he !== input.statementHe || written.en !== input.statementEn;
    if (from !== input.reading) {
      const hides = input.reading === 'employees';
      for (const batch of inBatches(await strictThings(tx))) {
        await queueSearch(
          tx,
          batch.map((change) => ({ ...change, hides })),
          at,
        );
      }
    }
    if (from !== input.reading || reworded) {
      const detail = { from, to: input.reading, reworded };
      await recordAudit(tx, { memberId: viewer.memberId, action: 'organization.reading', detail });
    }
  });
  bumpRevision();
}

/** What the reading decides about: threads with something AMBER+STRICT in them, such sessions and their summaries. */
async function strictThings(tx: Tx): Promise<SearchChange[]> {
  const label = 'AMBER_STRICT' as const;
  const threads = await tx.thread.findMany({
    where: { deletedAt: null, OR: [{ label }, { posts: { some: { label } } }] },
    select: { id: true },
  });
  const sessions = await tx.session.findMany({
    where: { deletedAt: null, OR: [{ label }, { summary: { label } }] },
    select: { id: true },
  });
  return [
    ...threads.map(({ id }): SearchChange => ({ entity: 'thread', id })),
    ...sessions.map(({ id }): SearchChange => ({ entity: 'session', id })),
  ];
}
