import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MODEL_FILES } from './model';
import { shrinkParamGraph } from './param-graph';

/**
 * `npm run db:generate`: makes the clients of both providers in prisma/generated/. Does nothing when they are up to
 * date, so that start, build and test can all begin with it.
 */

const GENERATED_FOLDER = 'prisma/generated';
const PROVIDERS = ['sqlite', 'postgresql'];
const STAMP_FILE = join(GENERATED_FOLDER, 'made-from.txt');

function prismaCommand(): string {
  return join(dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build/index.js');
}

// The clients depend on the models, on the version of the generator and on what is done to them after it.
function stamp(): string {
  const hash = createHash('sha256');
  const generator = createRequire(import.meta.url).resolve('prisma/package.json');
  for (const file of [...Object.values(MODEL_FILES), generator, 'prisma/param-graph.ts']) {
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

function isUpToDate(): boolean {
  const clients = PROVIDERS.map((provider) => join(GENERATED_FOLDER, provider, 'client.ts'));
  return clients.every(existsSync) && existsSync(STAMP_FILE) && readFileSync(STAMP_FILE, 'utf8') === stamp();
}

function generate(modelFile: string): Promise<void> {
  const args = [prismaCommand(), 'generate', '--config', 'prisma/prisma.config.ts', '--schema', modelFile];
  return new Promise((done, fail) => {
    const output: string[] = [];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', NO_COLOR: '1' },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    }
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) {
        done();
      } else {
        fail(new Error(`prisma generate failed for ${modelFile}:\n${output.join('')}`));
      }
    });
  });
}

/** Makes both clients; true when that was needed. */
export async function generateClients(): Promise<boolean> {
  if (isUpToDate()) {
    return false;
  }
  await Promise.all(Object.values(MODEL_FILES).map(generate));
  for (const provider of PROVIDERS) {
    shrinkParamGraph(join(GENERATED_FOLDER, provider, 'internal/class.ts'));
  }
  mkdirSync(GENERATED_FOLDER, { recursive: true });
  writeFileSync(STAMP_FILE, stamp());
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const made = await generateClients();
  console.log(made ? 'Database clients made.' : 'Database clients are up to date.');
}
