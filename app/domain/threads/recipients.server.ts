import { type Label, strictest, strictness } from '#app/domain/labels';
import { NO_RECIPIENTS, type Recipients } from '#app/domain/visibility';
import type { Database, DatabaseTransaction } from '#prisma/client.server';

/** Up to this label recipients make no difference: every member sees it. */
const OPEN_TO_MEMBERS: Label = 'GREEN';

/**
 * Whom each of the threads is for by name, and the authorities those serve now. Threads without recipients are not in
 * the answer.
 */
export async function findRecipients(
  database: Database | DatabaseTransaction,
  threadIds: number[],
): Promise<Map<number, Recipients>> {
  const rows = await database.threadRecipient.findMany({
    where: { threadId: { in: threadIds } },
    select: {
      threadId: true,
      memberId: true,
      member: { select: { authorities: { select: { authorityId: true } } } },
    },
  });
  const found = new Map<number, Recipients>();
  for (const { threadId, memberId, member } of rows) {
    const one = found.get(threadId) ?? { memberIds: [], authorityIds: [] };
    one.memberIds.push(memberId);
    one.authorityIds.push(...member.authorities.map(({ authorityId }) => authorityId));
    found.set(threadId, one);
  }
  return found;
}

/** The recipients of one thread, read only where one of the labels makes them matter. */
export async function recipientsOf(
  database: Database | DatabaseTransaction,
  threadId: number,
  labels: Label[],
): Promise<Recipients> {
  if (strictness(strictest(...labels)) <= strictness(OPEN_TO_MEMBERS)) {
    return NO_RECIPIENTS;
  }
  return (await findRecipients(database, [threadId])).get(threadId) ?? NO_RECIPIENTS;
}
