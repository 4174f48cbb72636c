import { _createCache, _createIntlFormatters } from 'use-intl/core';
import parseAndFormat from 'use-intl/format-message';
import formatParsed from 'use-intl/format-message/format-only';
import { describe, expect, test } from 'vitest';
import { type BrowserMessages, browserMessages } from '#app/i18n/browser-messages';
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
  const inBrowsers = textsOf(catalogue).filter(({ path }) => path[0] !== undefined && path[0] in compiled);

  test('say what the server says, for every number that Hebrew and English tell apart', () => {
    for (const { path, text } of inBrowsers) {
      const message = path.reduce<BrowserMessages[string]>((node, key) => Reflect.get(Object(node), key), compiled);
      for (const count of COUNTS) {
        const values = valuesFor(text, count);
        const server = parseAndFormat(path.join('.'), text, values, options);
        // A message is a text or an array here; the type also allows a folder of messages.
        const browser =
          Array.isArray(message) || typeof message === 'string' ? formatParsed('', message, values, options) : null;
        expect([path.join('.'), browser]).toEqual([path.join('.'), server]);
      }
    }
    expect(inBrowsers.length).toBeGreaterThan(200);
  });

  test('leave mail, toasts and long pages on the server', () => {
    expect(Object.keys(compiled)).not.toEqual(expect.arrayContaining(['mail']));
    expect(JSON.stringify(compiled)).not.toContain(catalogue.pages.privacy.lead);
  });
});
