import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { installDebianPackage, say } from './debian';

const run = promisify(execFile);

const DEBIAN_VERSIONS = '/usr/lib/postgresql';
const START_ATTEMPTS = 300;
const START_PAUSE_MS = 50;

/** A PostgreSQL server that the tests may fill and throw away. */
export interface PostgresqlServer {
  /** The address of one of its databases. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** The folder of initdb and postgres: the newest version that Debian's package put there. */
function findPrograms(): string | undefined {
  const versions = existsSync(DEBIAN_VERSIONS) ? readdirSync(DEBIAN_VERSIONS) : [];
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN_VERSIONS, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

async function programs(): Promise<string> {
  const found = findPrograms();
  if (found) {
    return found;
  }
  // Debian would otherwise start a server of its own; the tests bring theirs.
  if (process.getuid?.() === 0 && !existsSync('/etc/postgresql-common/createcluster.conf')) {
    mkdirSync('/etc/postgresql-common', { recursive: true });
    writeFileSync('/etc/postgresql-common/createcluster.conf', 'create_main_cluster = false\n');
  }
  await installDebianPackage('postgresql', 'set TEST_DATABASE_URL to a PostgreSQL server the tests may use');
  const installed = findPrograms();
  if (!installed) {
    throw new Error(`Debian's package postgresql is installed, but no initdb was found below ${DEBIAN_VERSIONS}.`);
  }
  return installed;
}

/** PostgreSQL refuses to run as root; Debian's package made a user for it. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const id = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function untilReady(url: string, hasEnded: () => string | undefined): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const ended = hasEnded();
      if (ended !== undefined || attempt > START_ATTEMPTS) {
        throw new Error(`PostgreSQL did not start. ${ended ?? ''}`, { cause: error });
      }
      await pause(START_PAUSE_MS);
    }
  }
}

/**
 * Starts a throw-away cluster in a temporary folder, reachable only through a socket in that folder.
 * `durable` keeps fsync on, for tests of what survives a crash; without it the cluster is made for speed.
 */
export async function startPostgresql({ durable = false } = {}): Promise<PostgresqlServer> {
  const bin = await programs();
  const folder = mkdtempSync(join(tmpdir(), 'roundtable-postgresql-'));
  const data = join(folder, 'data');
  const user = serverUser();
  mkdirSync(data, { mode: 0o700 });
  for (const path of [folder, data]) {
    chownSync(path, user.uid ?? process.getuid?.() ?? 0, user.gid ?? process.getgid?.() ?? 0);
  }
  say(`Starting a throw-away PostgreSQL (${bin}) …`);
  // The working folder must be one that the server's user can enter; the project's may not be.
  const process_ = { cwd: folder, ...user };
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  await run(join(bin, 'initdb'), initdb, process_);
  const fast = durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
  const options = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'max_connections=200', ...fast];
  const server = spawn(join(bin, 'postgres'), options, { ...process_, stdio: ['ignore', 'ignore', 'pipe'] });

  let ended: string | undefined;
  let log = '';
  server.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4_000);
  });
  const end = new Promise<void>((done) => {
    server.once('exit', () => {
      ended = log;
      done();
    });
  });

  // The last resort, when the tests are broken off: SIGQUIT ends PostgreSQL at once.
  const abandon = () => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }

  const urlOf = (database: string) => `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  await untilReady(urlOf('postgres'), () => ended);
  return {
    urlOf,
    async stop() {
      process.removeListener('exit', abandon);
      server.kill('SIGINT');
      await end;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server that TEST_DATABASE_URL names. Databases are made and dropped there; nothing else of it is touched. */
function givenServer(address: string): PostgresqlServer {
  return {
    urlOf(database) {
      const url = new URL(address);
      url.pathname = `/${database}`;
      return url.href;
    },
    stop: async () => undefined,
  };
}

/** The server named by TEST_DATABASE_URL, or else a throw-away one. */
export async function testServer(): Promise<PostgresqlServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (!given) {
    return startPostgresql();
  }
  say('Using the PostgreSQL server of TEST_DATABASE_URL.');
  return givenServer(given);
}
