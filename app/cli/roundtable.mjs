#!/usr/bin/env node
// The `roundtable` command. Plain JavaScript: it must run before anything is built. It builds when there is no build or
// a source is newer, then hands over to the built command line.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale, projectFolder } from './build.mjs';

const callerFolder = process.cwd();
// Migrations and the default data folder lie relative to the project, wherever the command was typed.
process.chdir(projectFolder);
// React and Express choose their fast builds by it.
process.env.NODE_ENV ??= 'production';

try {
  const [verb] = process.argv.slice(2);
  if (verb === 'dev') {
    process.env.NODE_ENV = 'development';
    await (await import('./dev.mjs')).runDev();
  } else {
    await buildIfStale();
    const { run } = await import(pathToFileURL(resolve('build/server/cli.js')).href);
    process.exitCode = await run(process.argv.slice(2), { callerFolder });
  }
} catch (error) {
  console.error(error instanceof Error && 'friendly' in error ? error.message : error);
  process.exitCode = 1;
}
