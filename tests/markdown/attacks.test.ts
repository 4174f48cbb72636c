import { describe, expect, it } from 'vitest';
import { cleanCharacters } from '#app/markdown/bidi';
import { renderMarkdown } from '#app/markdown/render';
import { sanitizePost } from '#app/markdown/sanitize';
import { ATTACKS } from '#tests/markdown/attacks';
import { TEST_OPTIONS } from '#tests/markdown/options';
import { findLinks, findViolations } from '#tests/markdown/oracle';

describe('the oracle', () => {
  it.each([
    '<script>1</script>',
    '<p onclick="a">a</p>',
    '<a href="javascript:a">a</a>',
    '<a href="//evil.example">a</a>',
    '<a href="/\\evil.example">a</a>',
    '<a href="https://evil.example">a</a>',
    '<p id="main">a</p>',
    '<li id="main">a</li>',
    '<p class="dialog">a</p>',
    '<p style="color:red">a</p>',
    '<svg></svg>',
    '<img src="a">',
    '<h1>a</h1>',
    '<input type="text">',
    '<p>\u202ea</p>',
    '<!-- a -->',
  ])('sees what is wrong with %s', (html) => {
    expect(findViolations(html, TEST_OPTIONS)).not.toEqual([]);
  });
});

describe('attacks', () => {
  it('are many and have names of their own', () => {
    expect(ATTACKS.length).toBeGreaterThanOrEqual(120);
    expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
  });

  it.each(ATTACKS)('as Markdown: $name', ({ source, expect: wanted }) => {
    const { html, isPlain } = renderMarkdown(source, TEST_OPTIONS);
    expect(findViolations(html, TEST_OPTIONS)).toEqual([]);
    expect(isPlain).toBe(false);
    if (wanted === 'no-link') {
      expect(findLinks(html)).toEqual([]);
    }
  });

  it.each(ATTACKS)('as HTML straight to the sanitizer: $name', ({ source }) => {
    const html = sanitizePost(cleanCharacters(source), TEST_OPTIONS);
    expect(findViolations(html, TEST_OPTIONS).filter((violation) => !violation.startsWith('hidden'))).toEqual([]);
  });
});
