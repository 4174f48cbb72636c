import type { Named } from '#app/domain/named';

/**
 * The verbs of the audit log, by noun. Each has a name in `audit.actions` of the catalogue, in which the full stop is an
 * underscore.
 */
export const AUDIT_ACTIONS = [
  'login.create',
  'login.link',
  'login.end',
  'login.prove',
  'login.limits',
  'sso.link',
  'sso.unlink',
  'sso.policy',
  'passkey.add',
  'passkey.rename',
  'passkey.remove',
  'member.email_asked',
  'member.email',
  'password.change',
  'password.reset',
  'factor.add',
  'factor.remove',
  'factor.codes',
  'factor.policy',
  'limits.policy',
  'member.apply',
  'member.approve',
  'member.refuse',
  'member.invite',
  'member.join',
  'member.profile',
  'member.role',
  'member.suspend',
  'member.reinstate',
  'member.validity',
  'member.authorities',
  'member.leave',
  'measure.warn',
  'measure.silence',
  'measure.read',
  'measure.appeal',
  'measure.answer',
  'member.import',
  'authority.import',
  'data.export',
  'data.erase_request',
  'data.erase_withdraw',
  'data.erase',
  'authority.create',
  'authority.edit',
  'topic.create',
  'topic.edit',
  'setup.claim',
  'request.refused',
  'thread.hide',
  'thread.restore',
  'thread.label',
  'thread.recipients',
  'thread.break_glass',
  'thread.lock',
  'thread.unlock',
  'thread.pin',
  'thread.unpin',
  'thread.move',
  'thread.split',
  'thread.merge',
  'thread.import',
  'thread.export',
  'post.hide',
  'post.restore',
  'post.label',
  'post.revision_remove',
  'flag.dismiss',
  'outsider.policy',
  'outsider.approve',
  'outsider.decline',
  'outsider.remove',
  'outsider.close',
  'outsider.open',
  'session.label',
  'session.chatham',
  'session.delete',
  'session.attendance_export',
  'summary.publish',
  'summary.label',
  'audit.export',
  'access.export',
  'retention.set',
  'organization.reading',
  'page.edit',
  'page.restore',
  'page.contact',
  'search.synonyms',
  'search.rebuild',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** `allowed`: it happened. `refused`: it was asked for and did not happen. */
export const AUDIT_OUTCOMES = ['allowed', 'refused'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export function isAuditAction(value: string): value is AuditAction {
  return AUDIT_ACTIONS.some((action) => action === value);
}

/** One line of the log, as the viewer page shows it. */
export interface AuditLine {
  id: number;
  /** ISO 8601. */
  at: string;
  action: string;
  outcome: string;
  /** Who did it; null for a guest or a member whose row is gone. */
  actor: { name: Named; handle: string } | null;
  subject: { type: string; id: string; name: Named | null } | null;
  ipAddress: string | null;
  requestId: string | null;
  detail: Record<string, string | number | boolean | null>;
}
