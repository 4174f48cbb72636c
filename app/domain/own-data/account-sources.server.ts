import { MEASURES } from '#app/domain/own-data/measure-source.server';
import type { DATA_GROUPS, DataSubject } from '#app/domain/own-data/model';
import { type DataSource, WHEN, type Window } from '#app/domain/own-data/source';

/** One row where there is one. */
function single<Row>(window: Window, row: Row | null): Row[] {
  return row === null || window.skip > 0 ? [] : [row];
}

const ofMember = ({ memberId }: Pick<DataSubject, 'memberId'>) => ({ memberId });

/** What the log says of a member: what they did, and what was done with their membership. */
const inLog = (memberId: string) => ({ OR: [{ memberId }, { subjectType: 'member', subjectId: memberId }] });

/** What belongs to the account itself. No secret is in it, nor the name or address of anybody else. */
export const ACCOUNT_SOURCES: Record<(typeof DATA_GROUPS)['account'][number], DataSource> = {
  profile: {
    fields: {
      handle: 'user name',
      name: 'full name',
      nameEn: 'name in Latin letters',
      email: 'e-mail address',
      emailVerified: 'whether the address was proven',
      role: 'role in the forum',
      status: 'pending, active or suspended',
      itRole: 'position',
      employment: 'staff or outsourced',
      about: 'what was written about oneself',
      locale: 'language of pages and mails',
      theme: 'colours',
      density: 'density of pages',
      mailNotices: 'whether notices go by mail too',
      showsItRole: 'whether others see the position',
      showsEmployment: 'whether others see the employment',
      showsAbout: 'whether others see what was written about oneself',
      showsEmail: 'whether others see the address',
      silencedUntil: `reads and does not write until, ${WHEN}`,
      suspendedUntil: `suspended until, ${WHEN}`,
      verifiedAt: `when the membership was confirmed, ${WHEN}`,
      validUntil: `end of the membership, ${WHEN}`,
      noticeAgreed: 'notice agreed to when joining: language, number and digest of its text',
      noticeAgreedAt: `and when, ${WHEN}`,
      previousVisitAt: `visit before the current one, ${WHEN}`,
      lastSeenAt: `last visit, ${WHEN}`,
      createdAt: `when the account was made, ${WHEN}`,
      updatedAt: `last change, ${WHEN}`,
    },
    count: (db, id) => db.member.count({ where: { id } }),
    rows: async (db, { memberId }, window) =>
      single(
        window,
        await db.member.findUnique({
          where: { id: memberId },
          select: {
            handle: true,
            name: true,
            nameEn: true,
            email: true,
            emailVerified: true,
            role: true,
            status: true,
            itRole: true,
            employment: true,
            about: true,
            locale: true,
            theme: true,
            density: true,
            mailNotices: true,
            showsItRole: true,
            showsEmployment: true,
            showsAbout: true,
            showsEmail: true,
            silencedUntil: true,
            suspendedUntil: true,
            verifiedAt: true,
            validUntil: true,
            noticeAgreed: true,
            noticeAgreedAt: true,
            previousVisitAt: true,
            lastSeenAt: true,
            createdAt: true,
            updatedAt: true,
          },
        }),
      ),
  },
  authorities: {
    fields: {
      authorityId: 'number of the authority',
      nameHe: 'its name in Hebrew',
      nameEn: 'its name in English',
      primaryContact: 'whether the member approves its people',
    },
    count: (db, memberId) => db.memberAuthority.count({ where: { memberId } }),
    rows: async (db, subject, window) => {
      const rows = await db.memberAuthority.findMany({
        where: ofMember(subject),
        orderBy: { authorityId: 'asc' },
        ...window,
        select: { authorityId: true, primaryContact: true, authority: { select: { nameHe: true, nameEn: true } } },
      });
      return rows.map(({ authority, ...row }) => ({ ...row, ...authority }));
    },
  },
  credentials: {
    fields: { providerId: 'way to sign in', createdAt: `since, ${WHEN}`, updatedAt: `last change, ${WHEN}` },
    count: (db, userId) => db.credential.count({ where: { userId } }),
    rows: (db, { memberId }, window) =>
      db.credential.findMany({
        where: { userId: memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { providerId: true, createdAt: true, updatedAt: true },
      }),
  },
  secondFactor: {
    fields: { createdAt: `set up, ${WHEN}`, confirmedAt: `in use since, ${WHEN}` },
    count: (db, memberId) => db.secondFactor.count({ where: { memberId } }),
    rows: async (db, subject, window) =>
      single(
        window,
        await db.secondFactor.findUnique({
          where: ofMember(subject),
          select: { createdAt: true, confirmedAt: true },
        }),
      ),
  },
  passkeys: {
    fields: { name: 'name given to it', createdAt: `added, ${WHEN}`, lastUsedAt: `last used, ${WHEN}` },
    count: (db, memberId) => db.passkey.count({ where: { memberId } }),
    rows: (db, subject, window) =>
      db.passkey.findMany({
        where: ofMember(subject),
        orderBy: { id: 'asc' },
        ...window,
        select: { name: true, createdAt: true, lastUsedAt: true },
      }),
  },
  emailChange: {
    fields: { email: 'new address that waits to be confirmed', expiresAt: `until, ${WHEN}` },
    count: (db, memberId) => db.emailChange.count({ where: { memberId } }),
    rows: async (db, subject, window) =>
      single(
        window,
        await db.emailChange.findUnique({ where: ofMember(subject), select: { email: true, expiresAt: true } }),
      ),
  },
  authorityRequests: {
    fields: { authorityId: 'authority asked to serve', createdAt: `when, ${WHEN}` },
    count: (db, memberId) => db.authorityRequest.count({ where: { memberId } }),
    rows: (db, subject, window) =>
      db.authorityRequest.findMany({
        where: ofMember(subject),
        orderBy: { id: 'asc' },
        ...window,
        select: { authorityId: true, createdAt: true },
      }),
  },
  measures: MEASURES,
  logins: {
    fields: {
      createdAt: `signed in, ${WHEN}`,
      updatedAt: `last used, ${WHEN}`,
      expiresAt: `ends, ${WHEN}`,
      ipAddress: 'network address',
      userAgent: 'browser',
    },
    count: (db, userId) => db.login.count({ where: { userId } }),
    rows: (db, { memberId }, window) =>
      db.login.findMany({
        where: { userId: memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { createdAt: true, updatedAt: true, expiresAt: true, ipAddress: true, userAgent: true },
      }),
  },
  calendarFeed: {
    fields: { createdAt: `address made, ${WHEN}` },
    count: (db, memberId) => db.calendarFeed.count({ where: { memberId } }),
    rows: async (db, subject, window) =>
      single(window, await db.calendarFeed.findUnique({ where: ofMember(subject), select: { createdAt: true } })),
  },
  invitations: {
    fields: {
      authorityId: 'authority invited to',
      role: 'role offered',
      createdAt: `sent, ${WHEN}`,
      expiresAt: `ends, ${WHEN}`,
      usedAt: `used, ${WHEN}`,
    },
    count: (db, invitedById) => db.invitation.count({ where: { invitedById } }),
    rows: (db, { memberId }, window) =>
      db.invitation.findMany({
        where: { invitedById: memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { authorityId: true, role: true, createdAt: true, expiresAt: true, usedAt: true },
      }),
  },
  savedSearches: {
    fields: { query: 'query string', notify: 'whether notices come', createdAt: `kept, ${WHEN}` },
    count: (db, memberId) => db.savedSearch.count({ where: { memberId } }),
    rows: (db, subject, window) =>
      db.savedSearch.findMany({
        where: ofMember(subject),
        orderBy: { id: 'asc' },
        ...window,
        select: { query: true, notify: true, createdAt: true },
      }),
  },
  notifications: {
    fields: {
      kind: 'what it was about',
      threadId: 'thread',
      postId: 'post',
      sessionId: 'session',
      createdAt: `when, ${WHEN}`,
      readAt: `read, ${WHEN}`,
    },
    count: (db, memberId) => db.notification.count({ where: { memberId } }),
    rows: (db, subject, window) =>
      db.notification.findMany({
        where: ofMember(subject),
        orderBy: { id: 'asc' },
        ...window,
        select: { kind: true, threadId: true, postId: true, sessionId: true, createdAt: true, readAt: true },
      }),
  },
  audit: {
    fields: {
      at: `when, ${WHEN}`,
      action: 'what was done',
      outcome: 'allowed or refused',
      byMember: 'true: the member did it; false: it was done with the membership',
      subjectType: 'what it was done to',
      subjectId: 'and which',
      ipAddress: 'from which network address, where the member did it',
      detail: 'details, where the member did it',
    },
    count: (db, memberId) => db.auditEntry.count({ where: inLog(memberId) }),
    rows: async (db, { memberId }, window) => {
      const rows = await db.auditEntry.findMany({ where: inLog(memberId), orderBy: { id: 'asc' }, ...window });
      return rows.map(({ at, action, outcome, subjectType, subjectId, ...row }) => {
        const byMember = row.memberId === memberId;
        const own = byMember ? { ipAddress: row.ipAddress, detail: row.detail } : { ipAddress: null, detail: null };
        return { at, action, outcome, byMember, subjectType, subjectId, ...own };
      });
    },
  },
};
