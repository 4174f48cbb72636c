// Builds the product into build/, and knows whether that is still what the sources say.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressAssets } from './compress-assets.mjs';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

const STAMP = 'build/.built';
// Not in build/, which Remix removes first.
const TURN = 'node_modules/.roundtable-building';
const SOURCES = ['app', 'prisma', 'search', 'public', 'package-lock.json', 'vite.config.ts', 'remix.config.js'];
// Written by the build itself, or read only when they run.
const NOT_BUILT = new Set(['prisma/generated', 'prisma/seed/content', 'app/cli/roundtable.mjs', 'app/cli/build.mjs']);

/** Builds when it has to, saying so on standard error. */
export async function buildIfStale() {
  const reason = staleReason();
  if (!reason) {
    return;
  }
  if (!existsSync('node_modules')) {
    throw friendly('The dependencies are not installed. Run: npm install');
  }
  if (!canBuild()) {
    if (existsSync(STAMP)) {
      return;
    }
    throw friendly('There is no build, and the build tools are not installed. Run: npm install');
  }
  if (!takeTurn()) {
    console.error('Another process is building; waiting for it …');
    await otherBuild();
    return buildIfStale();
  }
  console.error(`Building (${reason}) …`);
  const start = performance.now();
  try {
    await build({ quiet: true });
  } finally {
    rmSync(TURN, { force: true });
  }
  console.error(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
}

/** Announces this process as the one that builds. False when another that still runs was first. */
function takeTurn() {
  try {
    writeFileSync(TURN, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (builderLives()) {
      return false;
    }
    // Left over from one that was killed.
    rmSync(TURN, { force: true });
    return takeTurn();
  }
}

function builderLives() {
  try {
    process.kill(Number(readFileSync(TURN, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function otherBuild() {
  while (existsSync(TURN) && builderLives()) {
    await new Promise((later) => setTimeout(later, 200));
  }
}

/** Generates the database clients, builds browser and server, and compresses the browser's files ahead of time. */
export async function build({ quiet = false } = {}) {
  const startedAt = new Date();
  generateDatabaseClients(quiet);
  runTool('@remix-run/dev', 'dist/cli.js', ['vite:build'], quiet);
  await compressAssets('build/client');
  writeFileSync(STAMP, '');
  // A file saved while the build ran may not be in it.
  utimesSync(STAMP, startedAt, startedAt);
}

/** Makes the database clients from the model, when they are not what it says. */
export function generateDatabaseClients(quiet = true) {
  runTool('tsx', 'dist/cli.mjs', ['prisma/generate.ts'], quiet);
}

function staleReason() {
  const stamp = statSync(STAMP, { throwIfNoEntry: false });
  if (!stamp || !existsSync('build/server/cli.js')) {
    return 'there is no build yet';
  }
  const newer = SOURCES.map((path) => firstNewer(path, stamp.mtimeMs)).find(Boolean);
  return newer ? `${newer} is newer than the build` : null;
}

/** The first file below `path` that changed after the build. Folders count too: theirs changes when a file goes. */
function firstNewer(path, builtAtMs) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || NOT_BUILT.has(path) || path.includes('.test.')) {
    return null;
  }
  if (stats.mtimeMs > builtAtMs && (stats.isFile() || path !== 'prisma')) {
    return path;
  }
  if (!stats.isDirectory()) {
    return null;
  }
  for (const name of readdirSync(path)) {
    const newer = firstNewer(`${path}/${name}`, builtAtMs);
    if (newer) {
      return newer;
    }
  }
  return null;
}

function canBuild() {
  try {
    createRequire(import.meta.url).resolve('vite/package.json');
    return true;
  } catch {
    return false;
  }
}

function runTool(name, file, args, quiet) {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const result = spawnSync(process.execPath, [join(dirname(manifest), file), ...args], {
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (result.status !== 0) {
    throw friendly(`The build failed (${name} ${args.join(' ')}).\n${result.stdout ?? ''}${result.stderr ?? ''}`);
  }
}

function friendly(message) {
  return Object.assign(new Error(message), { friendly: true });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.chdir(projectFolder);
  await build().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
