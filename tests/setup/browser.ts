import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { installDebianPackage, say } from './debian';
import './provided';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

async function findChromium(): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!existsSync(given)) {
      throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
    }
    return given;
  }
  if (!existsSync(DEBIAN_CHROMIUM)) {
    await installDebianPackage('chromium', 'set CHROMIUM_PATH to a Chromium');
  }
  return DEBIAN_CHROMIUM;
}

/** Finds (or installs) the browser. Tests get its path by `inject('chromiumPath')`. */
export default async function setup(project: TestProject): Promise<void> {
  const path = await findChromium();
  say(`Browser tests use ${path}.`);
  project.provide('chromiumPath', path);
}
