import { randomUUID } from 'node:crypto';
import { asArray } from './schema';

interface Key {
  key: string;
  uid: string;
  name: string;
  actions: string[];
  indexes: string[];
  createdAt: string;
  updatedAt: string;
}

/** What a key for some indexes alone may not be made for, of the actions that we might ask for. */
const GLOBAL_ACTIONS = ['version', 'keys.get', 'keys.create', 'keys.delete'];

/** The server's keys: the master key may do everything, others what they were made for on their own indexes. */
export class KeyRing {
  private readonly keys: Key[] = [];

  constructor(private readonly masterKey: string) {}

  allow(key: string, action: string, path: string): boolean {
    const index = /^\/indexes\/([^/]+)/.exec(path)?.[1] ?? null;
    const found = this.keys.find((one) => one.key === key);
    return (
      key === this.masterKey ||
      (found?.actions.includes(action) === true && (index === null || covers(found.indexes, index)))
    );
  }

  /** Tasks of no single index, as an exchange, are hidden from keys for some indexes. */
  mayKnow(key: string, index: string | null): boolean {
    const found = this.keys.find((one) => one.key === key);
    return key === this.masterKey || (found !== undefined && covers(found.indexes, index ?? ''));
  }

  names(): string[] {
    return this.keys.map(({ name }) => name);
  }

  list(): [number, unknown] {
    return [200, { results: this.keys, offset: 0, limit: 1_000, total: this.keys.length }];
  }

  add(wanted: Record<string, unknown>): [number, unknown] {
    const at = new Date().toISOString();
    const actions = asArray(wanted.actions).map(String);
    const indexes = asArray(wanted.indexes).map(String);
    const refused = indexes.includes('*') ? undefined : actions.find((action) => GLOBAL_ACTIONS.includes(action));
    if (refused !== undefined) {
      const message = `cannot create index-scoped API key with global action "${refused}"`;
      return [400, { message, code: 'index_scoped_api_key_with_global_action', type: 'invalid_request', link: '' }];
    }
    const made = {
      key: randomUUID(),
      uid: randomUUID(),
      name: String(wanted.name),
      actions,
      indexes,
      createdAt: at,
      updatedAt: at,
    };
    this.keys.push(made);
    return [201, made];
  }

  remove(uid: string): [number, unknown] {
    const at = this.keys.findIndex((one) => one.uid === uid || one.key === uid);
    if (at < 0) {
      return [
        404,
        { message: `API key \`${uid}\` not found.`, code: 'api_key_not_found', type: 'invalid_request', link: '' },
      ];
    }
    this.keys.splice(at, 1);
    return [204, null];
  }
}

function covers(patterns: readonly string[], index: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? index.startsWith(pattern.slice(0, -1)) && index !== '' : pattern === index,
  );
}
