import { createHash, randomUUID } from 'node:crypto';
import { now } from '#app/domain/clock';
import { HANDLE_PATTERN, suggestHandle } from '#app/domain/members/handle';
import { type Dialect, insertRows } from '#app/domain/transfer/bulk.server';
import { parseNativeMemberId } from '#app/domain/transfer/external-ids';
import type { PersonRecord } from '#app/domain/transfer/format';
import type { Places } from '#app/domain/transfer/places.server';
import type { Tx } from '#app/domain/tx';

/** Who wrote something, and in whose name. */
export interface Writer {
  memberId: string;
  authorityId: number | null;
}

interface Known {
  memberId: string;
  /** The member's first authority. */
  authorityId: number | null;
}

const MAX_KEPT = 20_000;
const MEMBER_SELECT = {
  id: true,
  externalId: true,
  email: true,
  authorities: { select: { authorityId: true }, orderBy: { position: 'asc' }, take: 1 },
} as const;

/**
 * Finds the members behind a file's authors: by external id, by the id an export made, by e-mail address. Whoever is
 * unknown becomes a member without any way to sign in (`pending`, no credential): they can join later by an invitation
 * to that address, and an administrator sees them among the pending.
 */
export class People {
  readonly #places: Places;
  readonly #dialect: Dialect;
  readonly #write: boolean;
  readonly #known = new Map<string, Known>();

  constructor(places: Places, dialect: Dialect, write: boolean) {
    this.#places = places;
    this.#dialect = dialect;
    this.#write = write;
  }

  forget(): void {
    this.#known.clear();
  }

  /** Makes `writer` know all of these. Authorities must have been added to the places before. */
  async resolve(tx: Tx, people: PersonRecord[]): Promise<void> {
    if (this.#known.size > MAX_KEPT) {
      this.#known.clear();
    }
    const wanted = new Map(people.map((person) => [keyOf(person), person]));
    for (const key of this.#known.keys()) {
      wanted.delete(key);
    }
    const unknown = () => [...wanted.values()].filter((person) => !this.#known.has(keyOf(person)));
    await this.#findByExternalId(tx, unknown());
    await this.#findByEmail(tx, unknown());
    await this.#make(tx, unknown());
  }

  /** Makes `writer` know those of these that the forum has, and makes nobody. Returns the others. */
  async find(tx: Tx, people: PersonRecord[]): Promise<PersonRecord[]> {
    const unknown = () => people.filter((person) => !this.#known.has(keyOf(person)));
    await this.#findByExternalId(tx, unknown());
    await this.#findByEmail(tx, unknown());
    return unknown();
  }

  writer(person: PersonRecord): Writer {
    const known = this.#known.get(keyOf(person));
    if (!known) {
      throw new Error(`Nobody looked up ${person.name}.`);
    }
    if (person.authority === undefined) {
      return known;
    }
    return {
      memberId: known.memberId,
      authorityId: person.authority === null ? null : this.#places.authorityId(person.authority),
    };
  }

  async #findByExternalId(tx: Tx, people: PersonRecord[]): Promise<void> {
    const byId = new Map<string, string>();
    const keys: string[] = [];
    for (const person of people) {
      if (person.externalId !== undefined) {
        keys.push(person.externalId);
        const memberId = parseNativeMemberId(person.externalId);
        if (memberId !== null) {
          byId.set(memberId, person.externalId);
        }
      }
    }
    if (keys.length === 0) {
      return;
    }
    const found = await tx.member.findMany({
      where: { OR: [{ externalId: { in: keys } }, { id: { in: [...byId.keys()] }, externalId: null }] },
      select: MEMBER_SELECT,
    });
    for (const member of found) {
      const externalId = member.externalId ?? byId.get(member.id);
      this.#known.set(`x:${externalId}`, toKnown(member));
    }
  }

  async #findByEmail(tx: Tx, people: PersonRecord[]): Promise<void> {
    const emails = people.flatMap((person) => person.email ?? []);
    if (emails.length === 0) {
      return;
    }
    const found = await tx.member.findMany({ where: { email: { in: emails } }, select: MEMBER_SELECT });
    const byEmail = new Map(found.map((member) => [member.email, toKnown(member)]));
    for (const person of people) {
      const known = person.email ? byEmail.get(person.email) : undefined;
      if (known) {
        this.#known.set(keyOf(person), known);
      }
    }
  }

  async #make(tx: Tx, people: PersonRecord[]): Promise<void> {
    const byEmail = new Map<string, Known>();
    const fresh: { id: string; email: string; person: PersonRecord; authorityId: number | null }[] = [];
    for (const person of people) {
      const email = person.email ?? placeholderEmail(person);
      const authorityId = person.authority ? this.#places.authorityId(person.authority) : null;
      const made = byEmail.get(email) ?? { memberId: randomUUID(), authorityId };
      if (!byEmail.has(email)) {
        byEmail.set(email, made);
        fresh.push({ id: made.memberId, email, person, authorityId });
      }
      this.#known.set(keyOf(person), made);
    }
    if (!this.#write || fresh.length === 0) {
      return;
    }
    const at = now();
    const handles = await freeHandles(tx, fresh);
    await insertRows(
      tx,
      this.#dialect,
      'Member',
      fresh.map(({ id, email, person }, index) => ({
        id,
        handle: handles[index] ?? id,
        name: person.name,
        nameEn: person.nameEn ?? null,
        email,
        emailVerified: false,
        role: 'member',
        status: 'pending',
        employment: 'staff',
        about: '',
        locale: 'he',
        theme: 'system',
        density: 'comfortable',
        mailNotices: true,
        externalId: person.externalId ?? null,
        createdAt: at,
        updatedAt: at,
      })),
    );
    const served = fresh.flatMap(({ id, authorityId }) =>
      authorityId === null ? [] : [{ memberId: id, authorityId, primaryContact: false, position: 0 }],
    );
    await insertRows(tx, this.#dialect, 'MemberAuthority', served);
  }
}

function keyOf(person: PersonRecord): string {
  return person.externalId === undefined ? `e:${person.email}` : `x:${person.externalId}`;
}

function toKnown(member: { id: string; authorities: { authorityId: number }[] }): Known {
  return { memberId: member.id, authorityId: member.authorities[0]?.authorityId ?? null };
}

function digestOf(person: PersonRecord): string {
  return createHash('sha256').update(keyOf(person)).digest('hex');
}

/** An address that can never receive mail (RFC 2606), for authors that come without one. */
function placeholderEmail(person: PersonRecord): string {
  return `imported-${digestOf(person).slice(0, 24)}@import.invalid`;
}

/** A handle for each: the one in the file, or one made from the address; where it is taken, with a part of a digest. */
async function freeHandles(tx: Tx, people: { email: string; person: PersonRecord }[]): Promise<string[]> {
  const taken = new Set<string>();
  const given = new Map<number, string>();
  for (const digestLength of [0, 6, 12]) {
    const candidates = people.flatMap(({ email, person }, index) => {
      const base = person.handle ?? suggestHandle(email, person.nameEn ?? null);
      const digest = digestOf(person).slice(0, digestLength);
      const handle = digestLength === 0 ? base : `${base.slice(0, 29 - digestLength).replace(/\.+$/, '')}.${digest}`;
      return given.has(index) || !HANDLE_PATTERN.test(handle) ? [] : [{ index, handle }];
    });
    const rows = await tx.member.findMany({
      where: { handle: { in: candidates.map(({ handle }) => handle) } },
      select: { handle: true },
    });
    for (const { handle } of rows) {
      taken.add(handle);
    }
    for (const { index, handle } of candidates) {
      if (!taken.has(handle)) {
        taken.add(handle);
        given.set(index, handle);
      }
    }
  }
  return people.map(({ person }, index) => given.get(index) ?? `member.${digestOf(person).slice(0, 20)}`);
}
