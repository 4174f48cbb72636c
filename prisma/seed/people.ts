import type { DatabaseTransaction } from '../client.server';
import { type People, type SeedMember, startingTopics } from './content';

/** Sign-in of every demo account. The demo alone says so; a forum set up for real never has these members. */
export const DEMO_PASSWORD = 'roundtable-demo-2026';

const DAY_MS = 86_400_000;
const JOINED_DAYS_AGO = 540;
const LAST_VISIT_DAYS_AGO = 3;

/** What the threads need to know of the people. */
export interface SeededPeople {
  /** By handle. */
  members: Map<string, { id: string; authorityIds: number[]; status: SeedMember['status'] }>;
  /** By slug. */
  topicIds: Map<string, number>;
}

/** The instant of everybody's last visit: what is newer is marked as new. */
export function lastVisit(now: Date): Date {
  return new Date(now.getTime() - LAST_VISIT_DAYS_AGO * DAY_MS);
}

/** Writes topics, authorities, members with their password, and the settings. */
export async function seedPeople(
  transaction: DatabaseTransaction,
  people: People,
  passwordHash: string,
  now: Date,
): Promise<SeededPeople> {
  const topicIds = new Map(people.topics.map((topic, index) => [topic.slug, index + 1]));
  const authorityIds = new Map(people.authorities.map((authority, index) => [authority.slug, index + 1]));
  const members = new Map(
    people.members.map((member) => {
      const served = member.authorities.map((slug) => known(authorityIds, slug));
      // Ids made from handles keep two seeds of one day equal to the last byte.
      return [member.handle, { id: `demo-${member.handle}`, authorityIds: served, status: member.status }];
    }),
  );
  await transaction.topic.createMany({
    data: startingTopics().map((topic, index) => ({
      ...topic,
      id: index + 1,
      createdAt: daysBefore(now, JOINED_DAYS_AGO),
    })),
  });
  await transaction.authority.createMany({
    data: people.authorities.map(({ name, ...authority }, index) => ({
      ...authority,
      id: index + 1,
      nameHe: name.he,
      nameEn: name.en,
      createdAt: daysBefore(now, JOINED_DAYS_AGO),
    })),
  });
  const administrator = people.members.find((member) => member.role === 'administrator');
  const verifiedById = administrator ? `demo-${administrator.handle}` : null;
  // The one who verified the others must be there first.
  const ordered = people.members.toSorted((a, b) => Number(b === administrator) - Number(a === administrator));
  await transaction.member.createMany({ data: ordered.map((member) => memberRow(member, verifiedById, now)) });
  await transaction.memberAuthority.createMany({
    data: people.members.flatMap((member) => {
      const { id, authorityIds: served } = known(members, member.handle);
      return served.map((authorityId, position) => ({
        memberId: id,
        authorityId,
        position,
        primaryContact: member.primaryContact,
      }));
    }),
  });
  await transaction.credential.createMany({
    data: [...members.values()].map(({ id }) => ({
      id: `${id}-password`,
      userId: id,
      accountId: id,
      providerId: 'credential',
      password: passwordHash,
      createdAt: now,
      updatedAt: now,
    })),
  });
  await transaction.setting.createMany({ data: settings(people, now) });
  return { members, topicIds };
}

/** The value of a key that the content must have. */
export function known<Value>(map: Map<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) {
    throw new Error(`The demo's content names "${key}", which it does not have.`);
  }
  return value;
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

function memberRow(member: SeedMember, verifiedById: string | null, now: Date) {
  const { handle, name, email, role, status, itRole, employment, about, locale, endsInDays } = member;
  const id = `demo-${handle}`;
  const joined = status !== 'pending';
  const createdAt = daysBefore(now, joined ? JOINED_DAYS_AGO : 2);
  const seen = joined ? lastVisit(now) : null;
  return {
    id,
    handle,
    name: name.he,
    nameEn: name.en,
    email,
    emailVerified: joined,
    role,
    status,
    itRole,
    employment,
    about: about[locale],
    locale,
    verifiedById: joined && id !== verifiedById ? verifiedById : null,
    verifiedAt: joined ? createdAt : null,
    validUntil: joined ? daysBefore(now, -endsInDays) : null,
    previousVisitAt: seen,
    lastSeenAt: seen,
    createdAt,
    updatedAt: now,
  };
}

function settings(people: People, now: Date) {
  const first = (fits: (member: SeedMember) => boolean) => people.members.find(fits)?.handle;
  const active = (role: string) => first((member) => member.role === role && member.status === 'active');
  const accounts = [
    ...['administrator', 'moderator', 'host', 'member'].map((role) => ({ handle: active(role), role })),
    { handle: first((member) => member.status === 'pending'), role: 'pending' },
  ];
  const offered = accounts
    .filter((account) => account.handle !== undefined)
    .map((account) => ({ ...account, password: DEMO_PASSWORD }));
  const values = {
    'demo.accounts': JSON.stringify(offered),
    'association.name.he': 'איגוד מנמ"רי הרשויות (הדגמה)',
    'association.name.en': 'Municipal CIO Association (demo)',
  };
  return Object.entries(values).map(([key, value]) => ({ key, value, updatedAt: now }));
}
