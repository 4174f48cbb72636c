import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const OWN = ['app', 'prisma', 'search', 'tests'];
const LINE_CAP = 250;
const ROUTE_LINE_CAP = 200;

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.includes('/generated/') && !path.endsWith('.d.ts'));
}

const sources = OWN.flatMap((folder) =>
  statSync(join(ROOT, folder), { throwIfNoEntry: false }) ? filesUnder(folder) : [],
);
const code = sources.filter((path) => /\.(ts|tsx)$/.test(path));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Which part of the house a file belongs to. */
function partOf(path: string): string {
  const match = /^app\/(routes|ui|http|domain|markdown|mail|i18n|cli)\//.exec(path);
  if (match?.[1]) {
    return match[1];
  }
  if (path.startsWith('app/')) {
    return /^app\/(paths|env\.server|instances\.server|log\.server|secret\.server)\.ts$/.test(path) ? 'base' : 'top';
  }
  return path.split('/')[0] ?? '';
}

/** The table of docs/ARCHITECTURE.md: part → parts it may import. `base` is what everything stands on. */
const ARROWS: Record<string, string[]> = {
  top: ['top', 'routes', 'ui', 'http', 'domain', 'markdown', 'mail', 'i18n', 'cli', 'base', 'prisma', 'search'],
  routes: ['routes', 'ui', 'http', 'domain', 'markdown', 'mail', 'i18n', 'base', 'top'],
  cli: ['cli', 'top', 'http', 'domain', 'markdown', 'mail', 'i18n', 'base', 'prisma', 'search'],
  ui: ['ui', 'domain', 'i18n', 'base'],
  http: ['http', 'domain', 'i18n', 'base', 'ui', 'top'],
  domain: ['domain', 'markdown', 'mail', 'i18n', 'search', 'prisma', 'base'],
  mail: ['mail', 'i18n', 'markdown', 'base', 'domain', 'prisma'],
  markdown: ['markdown'],
  i18n: ['i18n'],
  base: ['base', 'prisma', 'domain', 'mail', 'search'],
  search: ['search', 'prisma'],
  prisma: ['prisma'],
  tests: [
    'tests',
    'top',
    'routes',
    'ui',
    'http',
    'domain',
    'markdown',
    'mail',
    'i18n',
    'cli',
    'base',
    'prisma',
    'search',
  ],
};

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(import|export)\s+(type\s)?[^'"\n;]*?(?:\{[^}]*\}\s*)?(?:from\s*)?['"](#(?:app|prisma|search|tests)\/[^'"]+|\.[^'"]+)['"]/g;

function importsOf(path: string): Import[] {
  return [...read(path).matchAll(IMPORT)].map((match) => {
    const target = match[3] ?? '';
    const to = target.startsWith('#')
      ? target.slice(1)
      : relative(ROOT, resolve(ROOT, dirname(path), target)).replaceAll('\\', '/');
    return { from: path, to, typeOnly: match[2] !== undefined };
  });
}

const imports = code.filter((path) => !/\.test\.tsx?$/.test(path)).flatMap(importsOf);

describe('arrows', () => {
  test('every import follows the table', () => {
    const wrong = imports.filter(
      ({ from, to }) => !ARROWS[partOf(from)]?.includes(partOf(`${to}${to.includes('/') ? '' : '/'}`)),
    );
    const named = wrong.filter(({ to }) => !partOfTargetIsBase(to));
    expect(named.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('ui takes from the domain only what the browser may run', () => {
    const wrong = imports.filter(({ from, to }) => partOf(from) === 'ui' && /\.server$/.test(to));
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('the domain knows no React, no Remix, no Request', () => {
    const wrong = code
      .filter((path) => path.startsWith('app/domain/') && !/\.test\.ts$/.test(path))
      .filter((path) =>
        /from '(react|@remix-run\/[^']+|express)'|\b(Request|Response)\b[,;)>\s|]/.test(withoutComments(read(path))),
      );
    expect(wrong).toEqual([]);
  });

  test('only the composition root and the checked environment read process.env', () => {
    const allowed = /^(app\/env\.server\.ts|search\/config\.ts|prisma\/|tests\/|app\/cli\/)/;
    const wrong = code.filter((path) => !allowed.test(path) && /process\.env\b/.test(withoutComments(read(path))));
    expect(wrong.filter((path) => path !== 'app/env.server.ts')).toEqual([]);
  });

  test('components take their words from i18n/translations, not from the library beside it', () => {
    const wrong = code.filter((path) => /^app\/(routes|ui|root)/.test(path) && /from 'use-intl/.test(read(path)));
    expect(wrong).toEqual([]);
  });

  test('only domain/clock.ts reads the clock', () => {
    const wrong = code
      .filter((path) => path.startsWith('app/domain/') && path !== 'app/domain/clock.ts' && !/\.test\.ts$/.test(path))
      .filter((path) => /\bDate\.now\(\)|new Date\(\)/.test(withoutComments(read(path))));
    expect(wrong).toEqual([]);
  });
});

function partOfTargetIsBase(to: string): boolean {
  return /^(app\/(paths|env\.server|instances\.server|log\.server|secret\.server)|remix\.config\.js)$/.test(to);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

describe('house style', () => {
  test('no file is over its cap', () => {
    const long = code
      .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > (path.startsWith('app/routes/') ? ROUTE_LINE_CAP : LINE_CAP));
    expect(long).toEqual([]);
  });

  test('links, forms and words come from our own light ones', () => {
    const heavy = /from 'use-intl|\b(Link|NavLink|Form)\b[^;]*from '@remix-run\/react'/;
    const wrong = code.filter((path) => /^app\/(routes|ui|root)/.test(path) && heavy.test(read(path)));
    expect(wrong).toEqual([]);
  });

  test('no folder is called utils, helpers, lib, common, services or managers', () => {
    expect(sources.filter((path) => /\/(utils|helpers|lib|common|services|managers)\//.test(path))).toEqual([]);
  });

  test('files and folders are kebab-case', () => {
    const wrong = code.filter((path) => !/^[a-z0-9/.-]+$/.test(path));
    expect(wrong).toEqual([]);
  });

  test('no type or rule is switched off', () => {
    const wrong = code.filter(
      (path) =>
        path !== 'tests/architecture.test.ts' &&
        /:\s*any\b(?!\()|\bas any\b|@ts-ignore|@ts-nocheck|eslint-disable/.test(withoutComments(read(path))),
    );
    expect(wrong).toEqual([]);
  });

  test('styles and class names know no physical left and right', () => {
    const physical =
      /(?<![\w-])-?(?:m|p)[lr]-[\d[]|(?<![\w-])(?:left|right)-[\d[]|(?<![\w-])(?:text|float|clear)-(?:left|right)\b|(?<![\w-])(?:rounded|border)-[lr](?:-|\b)|\b(?:margin|padding|border)-(?:left|right)\b|text-align:\s*(?:left|right)/;
    const styled = sources.filter((path) => /^app\/.*\.(tsx|css)$/.test(path));
    const wrong = styled.filter((path) => physical.test(withoutComments(read(path))));
    expect(wrong).toEqual([]);
  });

  test('no test is skipped, focused or waits by the clock', () => {
    const tests = code.filter((path) => /\.test\.tsx?$/.test(path) && path !== 'tests/architecture.test.ts');
    const wrong = tests.filter((path) =>
      /\b(it|test|describe)\.(skip|only|todo|fails)\b|waitForTimeout|setTimeout\([^,]+,\s*\d{3,}/.test(
        withoutComments(read(path)),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
