import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_SOURCE_LENGTH } from '#app/markdown/bounds';
import { lexBlocks } from '#app/markdown/lexer';

const raws = (source: string): string[] => (lexBlocks(source) ?? []).map(({ raw }) => raw);

test('the blocks of a text follow one another', () => {
  const blocks = raws('# א\n\n- ב\n  - ג\n\nד').map((raw) => raw.trim());
  expect(blocks.filter((raw) => raw !== '')).toEqual(['# א', '- ב\n  - ג', 'ד']);
  expect(raws('a\r\nb')).toEqual(['a \nb']);
  expect(raws(`a${' '.repeat(250)}b`)[0]).toHaveLength(252);
  expect(lexBlocks('a'.repeat(MAX_SOURCE_LENGTH + 1))).toBeNull();
});

test('no character of a text is missing from its blocks, none is there twice', () => {
  const piece = fc.oneof(
    fc.constantFrom('\n', '\r\n', '\r', '\n\n', '# ', '- ', '1. ', '    ', '\t', '> ', '```', '---', '===', '|', '|-|'),
    fc.constantFrom(
      '[a]: b',
      '[^1]: ',
      '- '.repeat(14),
      ' '.repeat(300),
      '<b>',
      '- [ ] ',
      '**',
      'שלום',
      '\u0000',
      '\\',
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const source = pieces.join('');
      const lexed = lexBlocks(source);
      const joined = raws(source).join('');
      expect(joined).toHaveLength(lexed === null ? 0 : source.length);
      const differs = Array.from({ length: joined.length }, (_, at) => at).filter(
        (at) => joined[at] !== source[at] && !/[\r \t*+.)>-]|\d/.test(source[at] ?? ''),
      );
      expect(differs).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
