import { createHash } from 'node:crypto';
import { now } from '#app/domain/clock';
import type { AuthorityRecord, ThreadRecord, TopicRecord } from '#app/domain/transfer/format';
import type { Tx } from '#app/domain/tx';

/** Stands for something a dry run would have made. */
const NOT_MADE = -1;

/** Topics, authorities and tags by the names a file uses: few, so all of them stay in memory. */
export class Places {
  readonly #write: boolean;
  readonly #startingTopics: TopicRecord[];
  #hadTopics: boolean | null = null;
  #topics: Map<string, number> | null = null;
  #authorities = new Map<string, number>();
  #tags = new Map<string, number>();
  /** Names of authorities that were made from a name alone: an administrator should complete them. */
  readonly incomplete = new Set<string>();

  /** `startingTopics` are made, all of them, when a line names one and the forum has no topic of its own yet. */
  constructor(write: boolean, startingTopics: TopicRecord[]) {
    this.#write = write;
    this.#startingTopics = startingTopics;
  }

  /** To be called at the start of a transaction, and again after one that failed. */
  async load(tx: Tx): Promise<void> {
    if (this.#topics) {
      return;
    }
    const [topics, authorities] = await Promise.all([
      tx.topic.findMany({ select: { id: true, slug: true } }),
      tx.authority.findMany({ select: { id: true, slug: true, nameHe: true, nameEn: true } }),
    ]);
    this.#topics = new Map(topics.map((topic) => [topic.slug, topic.id]));
    this.#hadTopics ??= topics.length > 0;
    this.#tags.clear();
    // Slugs last: where a name of one is the slug of another, the slug is meant.
    const names = authorities.flatMap(({ id, nameHe, nameEn }) => [[nameHe, id] as const, [nameEn, id] as const]);
    const slugs = authorities.map(({ id, slug }) => [slug, id] as const);
    this.#authorities = new Map([...names, ...slugs].map(([name, id]) => [plainName(name), id]));
  }

  /** Forgets what may have been rolled back. */
  forget(): void {
    this.#topics = null;
  }

  topicId(slug: string): number | null {
    return this.#topics?.get(slug) ?? null;
  }

  /** Null for an authority that `addAuthorities` was not told of. */
  authorityId(name: string): number | null {
    return this.#authorities.get(plainName(name)) ?? null;
  }

  tagId(slug: string): number {
    return this.#tags.get(slug) ?? NOT_MADE;
  }

  /** Makes the topics and authorities that a line brings with it and the forum does not have. */
  async introduce(tx: Tx, { topic: named, introduces: introduced }: ThreadRecord): Promise<void> {
    for (const topic of [...(introduced?.topics ?? []), ...this.#startingWith(named, introduced)]) {
      if (this.topicId(topic.slug) === null) {
        this.#topics?.set(topic.slug, await this.#makeTopic(tx, topic));
      }
    }
    for (const authority of introduced?.authorities ?? []) {
      if (this.authorityId(authority.slug) === null) {
        const id = await this.#makeAuthority(tx, authority);
        for (const name of [authority.nameHe, authority.nameEn, authority.slug]) {
          this.#authorities.set(plainName(name), id);
        }
      }
    }
  }

  /** All starting topics, when the forum had none and the line takes one of them for granted. */
  #startingWith(named: string, introduced: ThreadRecord['introduces']): TopicRecord[] {
    const isNamed = (topic: TopicRecord): boolean => topic.slug === named;
    const isMeant = this.#startingTopics.some(isNamed) && !introduced?.topics.some(isNamed);
    return !this.#hadTopics && isMeant ? this.#startingTopics : [];
  }

  /**
   * Makes the authorities that only a name is known of, so that it is not lost in whose name something was written: a
   * small municipality in the centre until an administrator says better (`incomplete` names them).
   */
  async addAuthorities(tx: Tx, names: Iterable<string>): Promise<void> {
    for (const name of names) {
      if (this.authorityId(name) === null) {
        const guess = { kind: 'municipality', size: 'small', district: 'center', population: null } as const;
        const id = await this.#makeAuthority(tx, { ...guess, slug: slugOf(name), nameHe: name, nameEn: name });
        this.#authorities.set(plainName(name), id);
        this.incomplete.add(name);
      }
    }
  }

  async addTags(tx: Tx, slugs: Iterable<string>): Promise<void> {
    const unknown = [...new Set(slugs)].filter((slug) => !this.#tags.has(slug));
    if (unknown.length === 0) {
      return;
    }
    const known = await tx.tag.findMany({ where: { slug: { in: unknown } } });
    for (const tag of known) {
      this.#tags.set(tag.slug, tag.id);
    }
    const missing = unknown.filter((slug) => !this.#tags.has(slug));
    if (this.#write && missing.length > 0) {
      const made = await tx.tag.createManyAndReturn({ data: missing.map((slug) => ({ slug })) });
      for (const tag of made) {
        this.#tags.set(tag.slug, tag.id);
      }
    }
  }

  async #makeTopic(tx: Tx, topic: TopicRecord): Promise<number> {
    return this.#write ? (await tx.topic.create({ data: { ...topic, createdAt: now() } })).id : NOT_MADE;
  }

  async #makeAuthority(tx: Tx, authority: AuthorityRecord): Promise<number> {
    return this.#write ? (await tx.authority.create({ data: { ...authority, createdAt: now() } })).id : NOT_MADE;
  }
}

/** Names compare without regard to case, composition and stray spaces. */
function plainName(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Latin names give their own slug; others a stable one that no other name gives. */
function slugOf(name: string): string {
  const latin = plainName(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const digest = createHash('sha256').update(plainName(name)).digest('hex').slice(0, 8);
  return latin.length >= 3 ? `${latin.slice(0, 50)}-${digest.slice(0, 4)}` : `authority-${digest}`;
}
