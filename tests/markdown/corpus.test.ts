import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { htmlToText } from '#app/markdown/plain-text';
import { renderMarkdown } from '#app/markdown/render';
import { TEST_OPTIONS } from '#tests/markdown/options';
import { findViolations } from '#tests/markdown/oracle';

/** Hebrew prose full of Latin names and code, which is not part of the product and may not be there. */
const FOLDER = fileURLToPath(new URL('../../../shared/corpora/hebrew-markdown/', import.meta.url));

const files = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((name) => name.includes('--') && name.endsWith('.md'))
  : [];

/** Left in English by its translators, but for the first section. */
const UNTRANSLATED = 'docs--reference-react-dom.md';

function render(name: string) {
  return renderMarkdown(readFileSync(FOLDER + name, 'utf8'), TEST_OPTIONS);
}

describe('the Hebrew corpus', () => {
  if (files.length === 0) {
    it(`is not on this machine: nothing at ${FOLDER}, so nothing of it is tested here`, () => {
      expect(files).toEqual([]);
    });
    return;
  }

  it.each(files)('%s: safe, code left-to-right', (name) => {
    const { html, text, isPlain } = render(name);
    expect(isPlain).toBe(false);
    expect(findViolations(html, TEST_OPTIONS)).toEqual([]);
    expect(html.match(/<pre(?! dir="ltr")/g)).toBeNull();
    expect(html.match(/<code(?![^>]* dir="ltr")/g)).toBeNull();
    expect(htmlToText(html)).toBe(text);
  });

  it.each(files.filter((name) => name !== UNTRANSLATED))('%s: most paragraphs right-to-left', (name) => {
    const { html } = render(name);
    const rtl = html.match(/<p dir="rtl">/g)?.length ?? 0;
    const ltr = html.match(/<p dir="ltr">/g)?.length ?? 0;
    expect(rtl).toBeGreaterThan(ltr);
  });

  it.each(files)('%s: a paragraph of mostly Hebrew letters is right-to-left whatever it begins with', (name) => {
    const wrong = [...render(name).html.matchAll(/<p dir="ltr">(.*?)<\/p>/gs)].filter(([, content = '']) =>
      isMostlyHebrew(content),
    );
    expect(wrong.map(([paragraph]) => paragraph)).toEqual([]);
  });
});

function isMostlyHebrew(html: string): boolean {
  const words = html.replace(/<code.*?<\/code>|<[^>]*>|&\w+;/gs, '');
  const hebrew = words.match(/\p{Script=Hebrew}/gu)?.length ?? 0;
  const latin = words.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return hebrew > latin;
}
