import { describe, expect, it } from 'vitest';
import { findLanguage, highlightCode } from '#app/markdown/highlight';

describe('findLanguage', () => {
  it.each([
    ['js', 'javascript'],
    ['JavaScript{4,10-12}', 'javascript'],
    ['ts title="a"', 'typescript'],
    ['ps1', 'powershell'],
    ['C#', 'csharp'],
    ['html', 'xml'],
    ['yml', 'yaml'],
    ['hcl', 'ini'],
    ['terraform', 'ini'],
    ['sh', 'bash'],
    ['sql', 'sql'],
    ['dockerfile', 'dockerfile'],
    ['', null],
    ['brainfuck', null],
    ['constructor', null],
    ['__proto__', null],
    ['"><b>', null],
  ])('%j → %s', (info, language) => {
    expect(findLanguage(info)).toBe(language);
  });
});

describe('highlightCode', () => {
  it('escapes the code', () => {
    const { html } = highlightCode('const a = "<b>"', 'js') ?? { html: '' };
    expect(html).toContain('&lt;b&gt;');
    expect(html).toContain('<span class="hljs-keyword">const</span>');
  });

  it('leaves an unknown language to the caller', () => {
    expect(highlightCode('a', 'unknown')).toBeNull();
  });
});
