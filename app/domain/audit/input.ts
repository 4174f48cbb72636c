import { z } from 'zod';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '#app/domain/audit/model';

const Day = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** The filters of the log, from its query string; unknown values count as not given. */
export const AuditFilter = z.object({
  action: z.enum(AUDIT_ACTIONS).optional().catch(undefined),
  outcome: z.enum(AUDIT_OUTCOMES).optional().catch(undefined),
  /** A member's handle: what they did, and what was done to them. */
  member: z.string().max(30).trim().toLowerCase().optional().catch(undefined),
  /** First and last day, in Israel. */
  from: Day.optional().catch(undefined),
  to: Day.optional().catch(undefined),
  before: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
});
export type AuditFilter = z.output<typeof AuditFilter>;
