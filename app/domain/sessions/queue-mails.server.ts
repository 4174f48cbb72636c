import type { Tx } from '#app/domain/tx';
import type { SessionBefore, SessionMailKind } from '#app/mail/jobs';
import { queueCollectingMails } from '#app/mail/outbox.server';

/** What happens to a session within this time after the first notice is one mail. In milliseconds. */
const COLLECT_MS = 2 * 60 * 1000;

interface Told {
  sessionId: number;
  kind: SessionMailKind;
  before: SessionBefore | null;
}

/** Queues the mails that go with a notice about a session: one a member, whatever else happens to it meanwhile. */
export function queueSessionMails(tx: Tx, memberIds: string[], { sessionId, kind, before }: Told): Promise<void> {
  const mails = [...new Set(memberIds)].map((memberId) => ({
    key: `${memberId}:session:${sessionId}`,
    job: { template: 'sessionNotice' as const, memberId, sessionId, kinds: [kind], before },
  }));
  return queueCollectingMails(tx, mails, COLLECT_MS);
}
