import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

const APT = '/usr/bin/apt-get';
const INSTALL_TIMEOUT_MS = 600_000;
const OUTPUT_LIMIT_BYTES = 50_000_000;

/** Says what the tests start or install. Standard error, so that reporters keep standard output to themselves. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function apt(...args: string[]): Promise<void> {
  await run(APT, args, {
    // Its own user cannot write into the temporary folder of a test run.
    env: { ...process.env, TMPDIR: undefined, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: OUTPUT_LIMIT_BYTES,
  });
}

/**
 * Installs a Debian package that the tests need and this machine lacks, and says so.
 * Throws, with what to do instead, where that is not possible. `instead` completes "Install it, or …".
 */
export async function installDebianPackage(name: string, instead: string): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync(APT)) {
    throw new Error(
      `The Debian package ${name} is not installed and only root can install it. Install it, or ${instead}.`,
    );
  }
  say(`Installing Debian's package ${name} (the tests need it and it is absent) …`);
  try {
    await apt('update');
    await apt('install', '--yes', '--no-install-recommends', '--option', 'Dpkg::Options::=--force-confold', name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The Debian package ${name} could not be installed. Install it, or ${instead}. ${reason}`, {
      cause: error,
    });
  }
}
