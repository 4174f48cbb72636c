import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

/**
 * Prisma's schema engine as WebAssembly: it needs no downloaded binary, so migrations run wherever Node runs.
 */

/** Nothing in the database is managed by somebody else, so nothing is left out of comparisons. */
export const EVERY_TABLE = { externalTables: [], externalEnums: [] };

declare global {
  // The bindings work on the one WebAssembly instance they were last given. A second copy of this module (test runners
  // make those) must not give them another while the first one's objects are alive, so the whole process shares this.
  var roundtableSchemaEngine: Promise<typeof import('@prisma/schema-engine-wasm/schema_engine_bg')> | undefined;
}

// Having waited for a lock, the engine forgets its timer, which would keep the process alive for another ten seconds.
function timersThatHoldNobody(names: string[]): [string, WebAssembly.ImportValue][] {
  const start = (callback: () => void, milliseconds: number) => setTimeout(callback, milliseconds).unref();
  return names.filter((name) => name.startsWith('__wbg_setTimeout_')).map((name) => [name, start]);
}

// The package's own entry imports the .wasm file as a module, which Node does only behind a flag. So the two halves
// are put together here, once a process.
async function loadEngine() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const require = createRequire(import.meta.url);
  const bindingsFile = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(bindingsFile.replace(/\.js$/, '.wasm'));
  const imports = { ...bindings, ...Object.fromEntries(timersThatHoldNobody(Object.keys(bindings))) };
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') {
    start();
  }
  return bindings;
}

/**
 * Opens an engine on the database behind `adapter`, hands it to `work`, and frees it.
 * `model` is the text of a schema.prisma, needed when the database itself takes part in a comparison.
 */
export async function withSchemaEngine<Value>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  model: string | undefined,
  work: (engine: SchemaEngine) => Promise<Value>,
): Promise<Value> {
  globalThis.roundtableSchemaEngine ??= loadEngine();
  const bindings = await globalThis.roundtableSchemaEngine;
  const datamodels: [string, string][] | undefined = model === undefined ? undefined : [['schema.prisma', model]];
  const opened: SqlDriverAdapter[] = [];
  // The engine leaves its connections open when it is freed, so they are counted here.
  const counting: SqlMigrationAwareDriverAdapterFactory = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    async connect() {
      const connection = await adapter.connect();
      opened.push(connection);
      return connection;
    },
    connectToShadowDb: () => adapter.connectToShadowDb(),
  };
  try {
    const engine = await bindings.SchemaEngine.new(
      { datamodels },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(counting),
    );
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    for (const connection of opened) {
      await connection.dispose();
    }
  }
}

function modelTarget(model: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content: model }] };
}

/**
 * The SQL that turns a database of model `from` into one of model `to`; both are texts of a schema.prisma.
 * `from` undefined stands for an empty database. The answer is empty when nothing differs.
 */
export async function sqlBetweenModels(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  from: string | undefined,
  to: string,
): Promise<string> {
  return withSchemaEngine(adapter, to, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: from === undefined ? { tag: 'empty' } : modelTarget(from),
      to: modelTarget(to),
      script: true,
      exitCode: true,
      filters: EVERY_TABLE,
    });
    return exitCode === 0 ? '' : (stdout ?? '');
  });
}

/** What separates the live database behind `adapter` from `model`, as SQL; empty when they agree. */
export async function sqlFromDatabaseTo(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  model: string,
): Promise<string> {
  return withSchemaEngine(adapter, model, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files: [{ path: 'schema.prisma', content: model }], configDir: '.' },
      to: modelTarget(model),
      script: true,
      exitCode: true,
      filters: EVERY_TABLE,
    });
    return exitCode === 0 ? '' : (stdout ?? '');
  });
}
