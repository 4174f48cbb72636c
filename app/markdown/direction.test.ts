import { describe, expect, it } from 'vitest';
import { blockDirection, letterDirection, titleDirection } from '#app/markdown/direction';

describe('blockDirection', () => {
  it.each([
    ['שלום עולם', 'rtl'],
    ['hello world', 'ltr'],
    ['', null],
    ['12.5 % (3)', null],
    ['😀 🎉', null],
    // 4 of 10 letters is enough, 3 of 10 is not, unless Hebrew comes first.
    ['abcdefאבגד', 'rtl'],
    ['abcdefgאבג', 'ltr'],
    ['אבגabcdefg', 'rtl'],
    ['أهلا وسهلا', 'rtl'],
    ['Привет', 'ltr'],
    ['שָׁלוֹם', 'rtl'],
  ])('%j → %s', (text, direction) => {
    expect(blockDirection(text)).toBe(direction);
  });

  it('does not count code, web and mail addresses', () => {
    expect(blockDirection('`SELECT * FROM members` מה זה')).toBe('rtl');
    expect(blockDirection('http://example.com/a/long/path מה זה')).toBe('rtl');
    expect(blockDirection('www.example.com/a/long/path מה זה')).toBe('rtl');
    expect(blockDirection('first.last@municipality.example מה זה')).toBe('rtl');
  });

  it('takes one backtick for what it is', () => {
    expect(blockDirection('` hello')).toBe('ltr');
  });
});

describe('titleDirection', () => {
  it('always gives one', () => {
    expect(titleDirection('2026')).toBe('ltr');
    expect(titleDirection('`שלום`')).toBe('rtl');
    expect(titleDirection('')).toBe('ltr');
  });
});

describe('letterDirection', () => {
  it('counts every letter it is given', () => {
    expect(letterDirection('`abcdefgh` אב')).toBe('ltr');
  });
});
