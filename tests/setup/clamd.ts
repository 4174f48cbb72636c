import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installDebianPackage, say } from '#tests/setup/debian';

const CLAMD = '/usr/sbin/clamd';

/** The harmless text that every scanner is to find (EICAR), taken apart so that none finds it here. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('');

/** A clamd of the tests' own, which knows that one signature: no database is fetched, and it is there in a second. */
export interface RunningClamd {
  socket: string;
  stop: () => Promise<void>;
}

/** Starts clamd. Throws, with what to do instead, where there is none and none can be installed. */
export async function startClamd(): Promise<RunningClamd> {
  if (!existsSync(CLAMD)) {
    await installDebianPackage('clamav-daemon', 'leave the tests of the scanner to a machine that has it');
  }
  const folder = mkdtempSync(join(tmpdir(), 'roundtable-clamd-'));
  const database = join(folder, 'database');
  const socket = join(folder, 'clamd.sock');
  mkdirSync(database);
  writeFileSync(join(database, 'test.ndb'), `Eicar-Test-Signature:0:*:${Buffer.from(EICAR).toString('hex')}\n`);
  const user = process.getuid?.() === 0 ? ['User root'] : [];
  const lines = [`DatabaseDirectory ${database}`, `LocalSocket ${socket}`, 'Foreground yes', ...user];
  const config = join(folder, 'clamd.conf');
  writeFileSync(config, `${lines.join('\n')}\n`);
  chmodSync(folder, 0o700);
  say(`Starting a throw-away clamd (${execFileSync(CLAMD, ['--version'], { encoding: 'utf8' }).trim()}) …`);
  const daemon = spawn(CLAMD, ['--config-file', config], { stdio: ['ignore', 'pipe', 'pipe'] });
  const abandon = () => daemon.kill('SIGKILL');
  process.once('exit', abandon);
  const ended = new Promise<void>((done) => daemon.once('exit', () => done()));
  let log = '';
  await new Promise<void>((ready, fail) => {
    const hear = (chunk: Buffer) => {
      log += chunk.toString();
      // What it says once the socket takes connections.
      if (log.includes('Self checking every')) {
        ready();
      }
    };
    daemon.stdout.on('data', hear);
    daemon.stderr.on('data', hear);
    void ended.then(() => fail(new Error(`clamd did not start. ${log.slice(-2_000)}`)));
  });
  return {
    socket,
    async stop() {
      process.removeListener('exit', abandon);
      daemon.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
