import { authoritiesById } from '#app/domain/authorities/lookup.server';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import { now } from '#app/domain/clock';
import { type Label, strictest, strictness } from '#app/domain/labels';
import { membershipState } from '#app/domain/members/model';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { asViewer } from '#app/domain/notifications/readers.server';
import { organizationReading } from '#app/domain/organization/setting.server';
import { recipientsOf } from '#app/domain/threads/recipients.server';
import { SUBJECT_SELECT, toThreadSubject } from '#app/domain/threads/visible.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { canSee } from '#app/domain/visibility';
import { getDb } from '#app/instances.server';
import { Prisma } from '#prisma/generated/sqlite/client';

/** Somebody who has read a thread. */
export interface ThreadReader {
  person: PersonRef;
  authorities: AuthorityRef[];
  /** ISO 8601, of the last time. */
  at: string;
  brokeGlass: boolean;
  /** False once the label, the recipients or their own standing keep it from them: whom a recall has to reach. */
  seesItNow: boolean;
}

const LISTED_MAX = 500;

/** Writes down that the viewer read a thread with something stricter than GREEN in it. One statement, no reading first. */
export async function recordReader(viewer: Viewer, threadId: number, brokeGlass: boolean): Promise<void> {
  if (!isMember(viewer)) {
    return;
  }
  const at = now();
  const key = { threadId, memberId: viewer.memberId };
  await getDb().threadReader.upsert({
    where: { threadId_memberId: key },
    create: { ...key, firstAt: at, lastAt: at, brokeGlass },
    update: { lastAt: at, ...(brokeGlass ? { brokeGlass } : {}) },
  });
}

/**
 * Writes down that the viewer reads texts elsewhere than on their threads' pages: of a history, a quotation, an edit,
 * an extract. Nothing for labels no stricter than GREEN; one statement for all.
 */
export async function recordTextReader(viewer: Viewer, texts: ReadText[]): Promise<void> {
  const strict = texts.filter(({ labels }) => strictness(strictest(...labels)) > strictness('GREEN'));
  const threadIds = [...new Set(strict.map(({ threadId }) => threadId))];
  if (!isMember(viewer) || threadIds.length === 0) {
    return;
  }
  const at = now();
  const rows = threadIds.map((id) => Prisma.sql`(${id}, ${viewer.memberId}, ${at}, ${at}, ${false})`);
  // By hand: a page of results may tell of twenty threads.
  await getDb().$executeRaw`
    INSERT INTO "ThreadReader" ("threadId", "memberId", "firstAt", "lastAt", "brokeGlass") VALUES ${Prisma.join(rows)}
    ON CONFLICT ("threadId", "memberId") DO UPDATE SET "lastAt" = excluded."lastAt"`;
}

/** A text somebody is shown, with the labels of its post and thread. */
export interface ReadText {
  threadId: number;
  labels: Label[];
}

/**
 * Who has read a thread, last first: under its stricter labels by the page itself and by every other place that shows a
 * text of it, under GREEN by the marks members leave by reading on. For the label page, which shows it to the thread's
 * author alone.
 */
export async function unsafeListReaders(threadId: number): Promise<ThreadReader[]> {
  const thread = await getDb().thread.findUniqueOrThrow({ where: { id: threadId }, select: SUBJECT_SELECT });
  const select = {
    member: {
      select: {
        ...PERSON_SELECT,
        id: true,
        employment: true,
        status: true,
        validUntil: true,
        authorities: { orderBy: { position: 'asc' }, select: { authorityId: true } },
      },
    },
  } as const;
  const others = { threadId, memberId: { not: thread.authorId } };
  const [recorded, marks, recipients, authorities] = await Promise.all([
    getDb().threadReader.findMany({
      where: others,
      orderBy: { lastAt: 'desc' },
      take: LISTED_MAX,
      select: { lastAt: true, brokeGlass: true, ...select },
    }),
    getDb().readMarker.findMany({
      where: others,
      orderBy: { readAt: 'desc' },
      take: LISTED_MAX,
      select: { readAt: true, ...select },
    }),
    recipientsOf(getDb(), threadId, [thread.label]),
    authoritiesById(),
  ]);
  const subject = toThreadSubject(thread, recipients);
  const known = new Set(recorded.map(({ member }) => member.id));
  const rows = [
    ...recorded.map(({ lastAt, ...row }) => ({ ...row, at: lastAt })),
    ...marks.flatMap(({ member, readAt }) => (known.has(member.id) ? [] : [{ member, at: readAt, brokeGlass: false }])),
  ];
  const [at, reading] = [now(), await organizationReading()];
  return rows
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, LISTED_MAX)
    .map(({ member, at: readAt, brokeGlass }) => ({
      person: toPersonRef(member),
      authorities: member.authorities.flatMap(({ authorityId }) => authorities.get(authorityId) ?? []),
      at: readAt.toISOString(),
      brokeGlass,
      seesItNow: membershipState(member, at) === 'active' && canSee(asViewer(member, reading), subject),
    }));
}
