import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import en from '#app/i18n/messages/en.json';
import he from '#app/i18n/messages/he.json';
import { paths } from '#app/paths';
import routes from '#app/routes';

const ROOT = resolve(import.meta.dirname, '..');
const code = readdirSync(join(ROOT, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|tsx)$/.test(path))
  .map((path) => `app/${path.replaceAll('\\', '/')}`);
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

interface RouteNode {
  path?: string | undefined;
  index?: boolean | undefined;
  file: string;
  children?: RouteNode[] | undefined;
}

async function routePatterns(): Promise<string[]> {
  const walk = (nodes: RouteNode[], prefix: string): string[] =>
    nodes.flatMap((node) => {
      const path = node.path ? `${prefix}/${node.path}` : prefix;
      return [path === '' ? '/' : path, ...walk(node.children ?? [], path)];
    });
  return walk(await routes, '');
}

describe('addresses', () => {
  test('every path matches a route', async () => {
    const patterns = (await routePatterns())
      .filter((pattern) => !pattern.endsWith('/*'))
      .map((pattern) => new RegExp(`^${pattern.replace(/:[a-z]+/g, '[^/]+')}$`));
    const call = (make: unknown): string =>
      typeof make === 'function' ? String(Reflect.apply(make, undefined, ['1', '2'])) : '';
    const built = Object.entries(paths).map(([name, make]) => ({ name, path: call(make).replace(/[?#].*$/, '') }));
    expect(built.filter(({ path }) => !patterns.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  test('no other module spells an address', () => {
    const spelled = /(?:to|href|action|redirect\()[=(]?\s*[{('"`]+\/(?!\/)[a-z]/;
    const wrong = code
      .filter((path) => path.startsWith('app/') && !/\.test\.tsx?$/.test(path) && path !== 'app/paths.ts')
      .filter((path) => spelled.test(withoutComments(read(path))));
    expect(wrong).toEqual([]);
  });
});

describe('messages', () => {
  const keys = (tree: object, prefix = ''): string[] =>
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null ? keys(value, `${prefix}${name}.`) : [`${prefix}${name}`],
    );

  test('both languages have the same keys', () => {
    expect(keys(he).sort()).toEqual(keys(en).sort());
  });

  test('no message is empty, and no English message has Hebrew in it', () => {
    const values = (tree: object): [string, string][] =>
      Object.entries(tree).flatMap(([name, value]): [string, string][] =>
        typeof value === 'object' && value !== null
          ? values(value).map(([key, text]): [string, string] => [`${name}.${key}`, text])
          : [[name, String(value)]],
      );
    expect([...values(he), ...values(en)].filter(([, text]) => text.trim() === '')).toEqual([]);
    const mixed = values(en).filter(([key, text]) => /[\u0590-\u05FF]/.test(text) && !/hebrew|language/i.test(key));
    expect(mixed).toEqual([]);
  });

  /** The names of the values, not the words of plural branches. */
  const placeholders = (text: string): string =>
    [
      ...new Set(
        [...text.matchAll(/(?<!(?:\b(?:one|two|few|many|other)|=\d+)\s?)\{(\w+)\s*[,}]/g)].map((match) => match[1]),
      ),
    ]
      .sort()
      .join();

  test('a message takes the same values in both languages', () => {
    const names = (tree: object, prefix = ''): [string, string][] =>
      Object.entries(tree).flatMap(([name, value]): [string, string][] =>
        typeof value === 'object' && value !== null
          ? names(value, `${prefix}${name}.`)
          : [[`${prefix}${name}`, placeholders(String(value))]],
      );
    const english = new Map(names(en));
    expect(
      names(he)
        .filter(([key, values]) => english.get(key) !== values)
        .map(([key]) => key),
    ).toEqual([]);
  });
});
