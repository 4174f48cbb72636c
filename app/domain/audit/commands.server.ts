import type { AuditAction, AuditOutcome } from '#app/domain/audit/model';
import { currentOrigin } from '#app/domain/audit/origin.server';
import { now } from '#app/domain/clock';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Database, DatabaseTransaction } from '#prisma/client.server';

/** What to write down. `detail` never holds a text of a thread, an address of a person or a secret. */
export interface AuditRecord {
  memberId: string | null;
  action: AuditAction;
  outcome?: AuditOutcome;
  subject?: { type: string; id: string | number };
  detail?: Record<string, string | number | boolean | null>;
  /** Given only where the request's own origin is not the right one. */
  ipAddress?: string | null;
}

/**
 * Writes one entry, in the caller's transaction where there is one: then an act and its entry are both there or both
 * not. The address and request id come from the request being served.
 */
export async function recordAudit(database: Database | DatabaseTransaction, record: AuditRecord): Promise<void> {
  const origin = currentOrigin();
  await database.auditEntry.create({
    data: {
      at: now(),
      memberId: record.memberId,
      action: record.action,
      outcome: record.outcome ?? 'allowed',
      subjectType: record.subject?.type ?? null,
      subjectId: record.subject === undefined ? null : String(record.subject.id),
      ipAddress: record.ipAddress ?? origin.ipAddress,
      requestId: origin.requestId,
      detail: JSON.stringify(record.detail ?? {}),
    },
  });
}

/** The entry for a refused request (403): who asked, for what path, by what method. Called by the edge, once. */
export async function recordRefusal(viewer: Viewer, request: { method: string; path: string }): Promise<void> {
  const memberId = viewer.kind === 'member' ? viewer.memberId : (viewer.limited?.memberId ?? null);
  await recordAudit(getDb(), {
    memberId,
    action: 'request.refused',
    outcome: 'refused',
    detail: { method: request.method, path: withoutPeople(request.path).slice(0, MAX_PATH_CHARS) },
  });
}

const MAX_PATH_CHARS = 200;

/** A handle in an address is left out: the log names people by id alone, so that an erased member is not in it. */
function withoutPeople(path: string): string {
  return path.replace(/(\/members\/)[^/?#]+/g, '$1…');
}
