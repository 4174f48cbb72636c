import { type Dialect, dialectOf, insertRows, reserveIds } from '#app/domain/transfer/bulk.server';
import { findChanges } from '#app/domain/transfer/changes';
import { findExisting } from '#app/domain/transfer/existing.server';
import { BadLine, type ThreadRecord, type TopicRecord } from '#app/domain/transfer/format';
import { addThread, emptyRows, type Making, peopleOf } from '#app/domain/transfer/new-threads';
import { People } from '#app/domain/transfer/people.server';
import { Places } from '#app/domain/transfer/places.server';
import { updateThread } from '#app/domain/transfer/update.server';
import type { Tx } from '#app/domain/tx';
import type { Database } from '#prisma/client.server';

interface Entry {
  line: number;
  record: ThreadRecord;
  chars: number;
}

export interface BatchOutcome {
  created: number;
  updated: number;
  unchanged: number;
  posts: number;
  failed: { line: number; error: unknown }[];
}

const TRANSACTION = { maxWait: 60_000, timeout: 120_000 };

/** Threads that go into the forum in one transaction, and what is remembered from one batch to the next. */
export class Batch {
  #entries = new Map<string, Entry>();
  posts = 0;
  chars = 0;
  readonly #database: Database;
  readonly #dialect: Dialect;
  readonly #dryRun: boolean;
  readonly #places: Places;
  readonly #people: People;

  private constructor(database: Database, dialect: Dialect, dryRun: boolean, startingTopics: TopicRecord[]) {
    this.#database = database;
    this.#dialect = dialect;
    this.#dryRun = dryRun;
    this.#places = new Places(!dryRun, startingTopics);
    this.#people = new People(this.#places, dialect, !dryRun);
  }

  static async open(database: Database, dryRun: boolean, startingTopics: TopicRecord[]): Promise<Batch> {
    return new Batch(database, await dialectOf(database), dryRun, startingTopics);
  }

  get threads(): number {
    return this.#entries.size;
  }

  has(externalId: string): boolean {
    return this.#entries.has(externalId);
  }

  add(entry: Entry): void {
    this.#entries.set(entry.record.externalId, entry);
    this.posts += entry.record.posts.length + 1;
    this.chars += entry.chars;
  }

  incompleteAuthorities(): string[] {
    return [...this.#places.incomplete];
  }

  /** Writes (or, in a dry run, only judges) what was added, and is empty again. */
  async write(at: Date): Promise<BatchOutcome> {
    const entries = [...this.#entries.values()];
    this.#entries = new Map();
    this.posts = 0;
    this.chars = 0;
    try {
      return await this.#inTransaction(entries, at);
    } catch (error) {
      if (entries.length === 1) {
        return this.#refused(entries, error);
      }
    }
    // Something in the batch was refused by the database: one by one, so that the rest goes in.
    const outcomes: BatchOutcome[] = [];
    for (const entry of entries) {
      outcomes.push(await this.#inTransaction([entry], at).catch((error) => this.#refused([entry], error)));
    }
    return outcomes.reduce(sum);
  }

  #refused(entries: Entry[], error: unknown): BatchOutcome {
    if (!isRefusal(error)) {
      throw error;
    }
    const reason = new BadLine(`the database refused it: ${lastLine(error)}`);
    return { ...nothing(), failed: entries.map(({ line }) => ({ line, error: reason })) };
  }

  async #inTransaction(entries: Entry[], at: Date): Promise<BatchOutcome> {
    if (this.#dryRun) {
      return this.#work(this.#database, entries, at);
    }
    try {
      return await this.#database.$transaction((tx) => this.#work(tx, entries, at), TRANSACTION);
    } catch (error) {
      this.#places.forget();
      this.#people.forget();
      throw error;
    }
  }

  async #work(tx: Tx, entries: Entry[], at: Date): Promise<BatchOutcome> {
    const outcome = nothing();
    const accepted = await this.#resolve(tx, entries, outcome);
    const existing = await findExisting(
      tx,
      accepted.map(({ record }) => record.externalId),
    );
    const making = this.#making(at);
    const fresh: ThreadRecord[] = [];
    for (const { record } of accepted) {
      const known = existing.get(record.externalId);
      if (!known) {
        fresh.push(record);
        continue;
      }
      const memberIdOf = (person: ThreadRecord['author']) => making.writer(person).memberId;
      const changes = findChanges(record, known, making.topicId(record.topic), memberIdOf);
      if (changes && !this.#dryRun) {
        await updateThread(tx, this.#dialect, record, known, changes, making);
      }
      outcome[changes ? 'updated' : 'unchanged'] += 1;
    }
    await this.#insert(tx, fresh, making);
    outcome.created = fresh.length;
    outcome.posts = fresh.reduce((count, record) => count + record.posts.length + 1, 0);
    return outcome;
  }

  /** Looks up, or makes, everything the records name; what names an unknown topic is left out as failed. */
  async #resolve(tx: Tx, entries: Entry[], outcome: BatchOutcome): Promise<Entry[]> {
    await this.#places.load(tx);
    const accepted: Entry[] = [];
    for (const entry of entries) {
      await this.#places.introduce(tx, entry.record);
      if (this.#places.topicId(entry.record.topic) === null) {
        const error = new BadLine(`topic: there is no topic "${entry.record.topic.slice(0, 80)}"`);
        outcome.failed.push({ line: entry.line, error });
      } else {
        accepted.push(entry);
      }
    }
    const people = accepted.flatMap(({ record }) => peopleOf(record));
    await this.#places.addAuthorities(tx, new Set(people.flatMap((person) => person.authority ?? [])));
    await this.#places.addTags(
      tx,
      accepted.flatMap(({ record }) => record.tags),
    );
    await this.#people.resolve(tx, people);
    return this.#withKnownRecipients(tx, accepted, outcome);
  }

  /** A line that is for somebody nobody knows is bad: the thread would be for others than its author meant. */
  async #withKnownRecipients(tx: Tx, entries: Entry[], outcome: BatchOutcome): Promise<Entry[]> {
    const named = (entry: Entry) =>
      (entry.record.recipients ?? []).flatMap(({ person, mustExist }) => (mustExist ? [person] : []));
    const unknown = new Set(await this.#people.find(tx, entries.flatMap(named)));
    return entries.filter((entry) => {
      const missing = named(entry).find((person) => unknown.has(person));
      if (missing) {
        const error = new BadLine(`recipients: there is no member "${missing.name.slice(0, 80)}"`);
        outcome.failed.push({ line: entry.line, error });
      }
      return !missing;
    });
  }

  #making(at: Date): Making {
    return {
      at,
      writer: (person) => this.#people.writer(person),
      topicId: (slug) => this.#places.topicId(slug) ?? 0,
      tagId: (slug) => this.#places.tagId(slug),
    };
  }

  async #insert(tx: Tx, records: ThreadRecord[], making: Making): Promise<void> {
    if (this.#dryRun || records.length === 0) {
      return;
    }
    const threadIds = await reserveIds(tx, this.#dialect, 'Thread', records.length);
    const counts = records.map((record) => record.posts.length + 1);
    const postIds = await reserveIds(
      tx,
      this.#dialect,
      'Post',
      counts.reduce((a, b) => a + b, 0),
    );
    const rows = emptyRows();
    let next = 0;
    for (const [index, record] of records.entries()) {
      const end = next + (counts[index] ?? 0);
      addThread(rows, record, threadIds[index] ?? 0, postIds.slice(next, end), making);
      next = end;
    }
    await insertRows(tx, this.#dialect, 'Thread', rows.threads);
    await insertRows(tx, this.#dialect, 'Post', rows.posts);
    await insertRows(tx, this.#dialect, 'PostRevision', rows.revisions);
    await insertRows(tx, this.#dialect, 'ThreadTag', rows.tags);
    await insertRows(tx, this.#dialect, 'ThreadRecipient', rows.recipients, 'skip');
    await insertRows(tx, this.#dialect, 'Vote', rows.votes, 'skip');
    await insertRows(tx, this.#dialect, 'SameQuestion', rows.same, 'skip');
    await insertRows(tx, this.#dialect, 'Outbox', rows.outbox);
  }
}

function nothing(): BatchOutcome {
  return { created: 0, updated: 0, unchanged: 0, posts: 0, failed: [] };
}

function sum(a: BatchOutcome, b: BatchOutcome): BatchOutcome {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    posts: a.posts + b.posts,
    failed: [...a.failed, ...b.failed],
  };
}

/** True for a constraint the data broke (Prisma's P2xxx); a lost connection or a full disk is another matter. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^P2/.test(String(error.code)) && error.code !== 'P2028';
}

function lastLine(error: unknown): string {
  return (
    String(error instanceof Error ? error.message : error)
      .trim()
      .split('\n')
      .at(-1)
      ?.slice(0, 200) ?? ''
  );
}
