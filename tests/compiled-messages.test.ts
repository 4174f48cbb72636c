import { _createCache, _createIntlFormatters } from 'use-intl/core';
import parseAndFormat from 'use-intl/format-message';
import formatParsed from 'use-intl/format-message/format-only';
import { describe, expect, test } from 'vitest';
import { browserMessages, serverMessages } from '#app/i18n/compiled-messages';
import { LOCALES, TIME_ZONE } from '#app/i18n/locales';
import { messagesOf } from '#app/i18n/translator.server';

const COUNTS = [0, 1, 2, 3, 10, 11, 100, 1_234];

/** Every text below `node` with its path. */
function textsOf(node: object, path: string[] = []): { path: string[]; text: string }[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const here = [...path, key];
    if (typeof value === 'string') {
      return [{ path: here, text: value }];
    }
    return typeof value === 'object' && value !== null ? textsOf(value, here) : [];
  });
}

/** Something for every placeholder and tag of a text; `count` where it chooses a plural or is formatted. */
function valuesFor(text: string, count: number) {
  const placeholders = [...text.matchAll(/\{\s*(\w+)\s*(?:\}|,\s*(\w+))/g)].map(([, name = '', kind]) => [
    name,
    kind === undefined ? `<${name}>` : kind === 'select' ? 'other' : count,
  ]);
  const tags = [...text.matchAll(/<(\w+)>/g)].map(([, tag = '']) => [tag, (inside: unknown) => `[${tag} ${inside}]`]);
  return Object.fromEntries([...placeholders, ...tags]);
}

describe.each(LOCALES)('the compiled messages in %s', (locale) => {
  const cache = _createCache();
  const options = { cache, formatters: _createIntlFormatters(cache), locale, timeZone: TIME_ZONE };
  const catalogue = messagesOf(locale);
  const compiled = browserMessages(catalogue);
  const texts = textsOf(catalogue);

  /** The compiled form of a text; null where there is none. */
  function compiledText(messages: object, path: string[]) {
    const message = path.reduce<unknown>((node, key) => Reflect.get(Object(node), key), messages);
    return Array.isArray(message) || typeof message === 'string' ? message : null;
  }

  const halves: [string, object, (namespace: string) => boolean][] = [
    ['browsers', compiled, (namespace) => namespace in compiled],
    ['the server', serverMessages(catalogue), (namespace) => namespace !== 'pages'],
  ];

  test.each(halves)('say in %s what the sources say, for every number a language tells apart', (_, messages, holds) => {
    const held = texts.filter(({ path: [namespace = ''] }) => holds(namespace));
    for (const { path, text } of held) {
      const message = compiledText(messages, path);
      for (const count of COUNTS) {
        const values = valuesFor(text, count);
        const source = parseAndFormat(path.join('.'), text, values, options);
        const said = message === null ? null : formatParsed('', message, values, options);
        expect([path.join('.'), said]).toEqual([path.join('.'), source]);
      }
    }
    expect(held.length).toBeGreaterThan(200);
  });

  test('leave the long pages as they stand', () => {
    expect(serverMessages(catalogue)).toMatchObject({ pages: catalogue.pages });
  });

  test('leave mail, toasts and long pages on the server', () => {
    expect(Object.keys(compiled)).not.toEqual(expect.arrayContaining(['mail']));
    expect(JSON.stringify(compiled)).not.toContain(catalogue.pages.privacy.lead);
  });
});
