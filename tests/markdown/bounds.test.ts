import { Lexer, Marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { BENCH_CASES, benchSource, deepEmphasis, deepList } from '#app/markdown/bench-cases';
import {
  isRisky,
  MAX_DEPTH,
  MAX_INLINE_DEPTH,
  MAX_LINES,
  MAX_SOURCE_LENGTH,
  MAX_STEPS,
  startBounds,
} from '#app/markdown/bounds';
import { createTokenizer, lexBounded } from '#app/markdown/lexer';
import { renderMarkdown } from '#app/markdown/render';
import { TEST_OPTIONS } from '#tests/markdown/options';
import { findViolations } from '#tests/markdown/oracle';

/** Long enough that a square of it would be felt, short enough for every test run. */
const LENGTH = 10_000;

function lex(source: string) {
  const bounds = startBounds();
  const tokenizer = createTokenizer(bounds);
  const calls = { blocks: 0, inlines: 0 };
  const { paragraph } = tokenizer;
  const { inlineText } = tokenizer;
  tokenizer.inlineText = (src) => {
    calls.inlines += 1;
    return inlineText(src);
  };
  tokenizer.paragraph = (src) => {
    calls.blocks += 1;
    return paragraph.call(tokenizer, src);
  };
  const lexer = new Lexer({ ...new Marked({ gfm: true, breaks: true }).defaults, tokenizer });
  const tokens = lexBounded(lexer, source);
  return { bounds, calls, tokens };
}

describe('worst cases', () => {
  it.each(BENCH_CASES)('$name: bounded steps, safe HTML of bounded size', (benchCase) => {
    const source = benchSource(benchCase, LENGTH);
    const { html, isPlain } = renderMarkdown(source, TEST_OPTIONS);
    expect(findViolations(html, TEST_OPTIONS)).toEqual([]);
    expect(html.length).toBeLessThan(LENGTH * 25);
    if (!isPlain) {
      const { bounds, calls } = lex(source);
      // The attempts that are open when the steps run out may each overdraw by what they looked at, never by more.
      expect(bounds.stepsLeft).toBeGreaterThan(-(MAX_INLINE_DEPTH + 1) * LENGTH);
      expect(bounds.inlineDepth).toBe(0);
      expect(calls.inlines).toBeLessThanOrEqual(LENGTH);
      expect(calls.blocks).toBeLessThanOrEqual(LENGTH);
      expect(bounds.depth).toBe(0);
    }
  });

  it.each([2, 4])('a list of 200 levels, %i columns each, nests only as deep as allowed', (indent) => {
    const { html } = renderMarkdown(deepList(200, indent), TEST_OPTIONS);
    expect(nesting(html, 'ul')).toBeLessThanOrEqual(MAX_DEPTH);
    expect(findViolations(html, TEST_OPTIONS)).toEqual([]);
  });

  it('emphasis of 500 levels nests only as deep as allowed', () => {
    const { html, text } = renderMarkdown(deepEmphasis(500), TEST_OPTIONS);
    expect(nesting(html, 'em')).toBeLessThanOrEqual(MAX_INLINE_DEPTH);
    expect(text).toContain('c');
  });

  it.each(['> ', '>', '- ', '1. ', '- > '])('%j on one line nests only as deep as allowed', (marker) => {
    const { html } = renderMarkdown(`${marker.repeat(100)}a`, TEST_OPTIONS);
    expect(nesting(html, 'blockquote') + nesting(html, 'ul') + nesting(html, 'ol')).toBeLessThanOrEqual(MAX_DEPTH);
    expect(html).toContain('a');
  });

  it('a long rule stays a rule', () => {
    expect(renderMarkdown(`a\n\n${'- '.repeat(40)}\n\nb`, TEST_OPTIONS).html).toContain('<hr');
  });
});

describe('a text that has spent its steps', () => {
  it('keeps every word and leaves the markers as they are', () => {
    const { html, text, isPlain } = renderMarkdown(`${'**א|'.repeat(4000)} סוף`, TEST_OPTIONS);
    expect(isPlain).toBe(false);
    expect(html).toContain('**א|**א|');
    expect(text.endsWith('סוף')).toBe(true);
  });

  it('is not what an ordinary text becomes', () => {
    const paragraph = `${'מילים **מודגשות** ו-`code` וגם [קישור](https://e.example) '.repeat(5)}\n\n`;
    const { bounds } = lex(paragraph.repeat(200));
    expect(bounds.stepsLeft).toBeGreaterThan(MAX_STEPS / 2);
  });
});

describe('isRisky', () => {
  it('lets ordinary texts through', () => {
    expect(isRisky('שלום\n\n| a | b |\n|---|---|\n| c | d |\n'.repeat(50))).toBe(false);
  });

  it('stops what is too long, too many lines or too many tables', () => {
    expect(isRisky('a'.repeat(MAX_SOURCE_LENGTH + 1))).toBe(true);
    expect(isRisky('a\n'.repeat(MAX_LINES + 1))).toBe(true);
    expect(isRisky('|\n|-|\n'.repeat(3000))).toBe(true);
  });

  it('shows such a text as it was typed', () => {
    const { html, text, isPlain } = renderMarkdown('**a** <b>\n'.repeat(MAX_LINES + 1), TEST_OPTIONS);
    expect(isPlain).toBe(true);
    expect(html.startsWith('<pre class="plain" dir="ltr" tabindex="0">**a** &lt;b&gt;\n')).toBe(true);
    expect(text.startsWith('**a** <b>\n')).toBe(true);
  });
});

/** How many of an element are open at once. */
function nesting(html: string, tag: string): number {
  let open = 0;
  let deepest = 0;
  for (const [match] of html.matchAll(new RegExp(`</?${tag}\\b`, 'g'))) {
    open += match.startsWith('</') ? -1 : 1;
    deepest = Math.max(deepest, open);
  }
  return deepest;
}
