import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanBody, cleanCharacters, stripBidiControls } from '#app/markdown/bidi';
import { extractText } from '#app/markdown/extract';
import { resolveLink } from '#app/markdown/links';
import { renderMarkdown } from '#app/markdown/render';
import { sanitizePost } from '#app/markdown/sanitize';
import { ATTACKS } from '#tests/markdown/attacks';
import { TEST_OPTIONS } from '#tests/markdown/options';
import { findViolations } from '#tests/markdown/oracle';

const PIECES = [
  ...[
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '[',
    '](',
    ')',
    '![',
    '<',
    '>',
    '"',
    "'",
    '\\',
    '|',
    '\n',
    '\n\n',
    '\n- ',
    '\n> ',
    '\n1. ',
  ],
  ...[
    '\n# ',
    '    ',
    '\t',
    ' ',
    'a',
    'שלום',
    'AWS',
    '#12',
    '@dana',
    '[^1]',
    '\n\n[^1]: ',
    '[a]: ',
    '- [ ] ',
    '|-|',
    '\n|-|-|\n',
    '&#x6a;',
  ],
  ...[
    'javascript:',
    'https://e.example/',
    '//',
    '/\\',
    'mailto:a@b.example',
    '<script>',
    '<a href=',
    '</p>',
    '<!--',
    '\u202e',
    '\u2067',
  ],
  ...[
    '\u2069',
    '\u0000',
    '\ud800',
    '😀',
    'onclick=',
    '&lt;',
    '\n```js\n',
    '\n---\n',
    '=== ',
    'www.e.example',
    '{',
    '${',
    '\u200b',
  ],
];

const piecedText = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));
const anyText = fc.string({ unit: 'binary', maxLength: 300 });
const brokenAttack = fc
  .tuple(fc.constantFrom(...ATTACKS), piecedText, fc.nat())
  .map(
    ([{ source }, extra, at]) =>
      source.slice(0, at % (source.length + 1)) + extra + source.slice(at % (source.length + 1)),
  );
const source = fc.oneof(piecedText, anyText, brokenAttack);

describe('renderMarkdown, of any text', () => {
  it('gives only what the oracle allows, and never throws', () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(findViolations(renderMarkdown(text, TEST_OPTIONS).html, TEST_OPTIONS)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('gives HTML that sanitizing again leaves as it is', () => {
    fc.assert(
      fc.property(source, (text) => {
        const { html } = renderMarkdown(text, TEST_OPTIONS);
        expect(sanitizePost(html, TEST_OPTIONS)).toBe(html);
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same each time', () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(renderMarkdown(text, TEST_OPTIONS)).toEqual(renderMarkdown(text, TEST_OPTIONS));
      }),
      { numRuns: 100 },
    );
  });

  it('never shows the title or the name behind a reference', () => {
    fc.assert(
      fc.property(piecedText, (text) => {
        const { html } = renderMarkdown(`${text} @dana #12`, TEST_OPTIONS);
        expect(html).not.toContain('a title nobody may see');
        expect(html).not.toContain('דנה לוי');
      }),
      { numRuns: 100 },
    );
  });
});

describe('sanitizePost, of any HTML', () => {
  it('is safe and settles at once', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          source,
          fc.constantFrom(...ATTACKS).map((attack) => attack.source),
        ),
        (html) => {
          const once = sanitizePost(cleanCharacters(html), TEST_OPTIONS);
          expect(sanitizePost(once, TEST_OPTIONS)).toBe(once);
          expect(findViolations(once, TEST_OPTIONS).filter((violation) => !violation.startsWith('hidden'))).toEqual([]);
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe('the smaller functions, of any text', () => {
  it('resolveLink settles: what it allows it allows again, unchanged', () => {
    fc.assert(
      fc.property(
        fc.oneof(piecedText, fc.webUrl({ withFragments: true, withQueryParameters: true }), anyText),
        (address) => {
          const target = resolveLink(address, TEST_OPTIONS.origin);
          if (target) {
            expect(resolveLink(target.href, TEST_OPTIONS.origin)).toEqual(target);
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it('cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(cleanBody(cleanBody(text))).toBe(cleanBody(text));
        expect(cleanCharacters(cleanCharacters(text))).toBe(cleanCharacters(text));
        expect(stripBidiControls(stripBidiControls(text))).toBe(stripBidiControls(text));
      }),
    );
  });

  it('an extract is one line and no longer than asked for', () => {
    fc.assert(
      fc.property(source, fc.integer({ min: 1, max: 200 }), (text, maxChars) => {
        const extract = extractText(text, maxChars);
        expect(extract).not.toMatch(/[\n\t]/);
        expect([...extract].length).toBeLessThanOrEqual(maxChars + 1);
      }),
      { numRuns: 150 },
    );
  });
});
