import { describe, expect, it } from 'vitest';
import { cleanBody, cleanCharacters, revealBidiControls, stripBidiControls } from '#app/markdown/bidi';

describe('stripBidiControls', () => {
  it('removes every invisible control and nothing else', () => {
    const controls =
      '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200d\ufeff\u00ad\u{e0001}\u{e007f}';
    expect(stripBidiControls(`דו"ח${controls} v2.pdf`)).toBe('דו"ח v2.pdf');
    expect(stripBidiControls('a\u200e\u200fb')).toBe('a\u200e\u200fb');
  });
});

describe('cleanCharacters', () => {
  it('keeps tabs and line ends of one kind, drops other controls, replaces half characters', () => {
    expect(cleanCharacters('a\r\nb\rc\td\u0000\u0007\u001b\u007fe\ud800f\udc00')).toBe('a\nb\nc\tde\ufffdf\ufffd');
    expect(cleanCharacters('😀')).toBe('😀');
  });
});

describe('cleanBody', () => {
  it.each([
    ['the marks stay', 'a\u200e\u200fb', 'a\u200e\u200fb'],
    ['emoji families stay', '👨\u200d👩\u200d👧', '👨\u200d👩\u200d👧'],
    ['overrides go', 'a\u202egpj.exe\u202c', 'agpj.exe'],
    ['balanced isolates stay', '\u2067א\u2069 b', '\u2067א\u2069 b'],
    ['open isolates are closed', '\u2067א', '\u2067א\u2069'],
    ['open embeddings are closed, innermost first', '\u202bא\u2066b', '\u202bא\u2066b\u2069\u202c'],
    ['stray closers go', 'a\u2069\u202cb', 'ab'],
    ['each line on its own', '\u2067א\nb\u2069', '\u2067א\u2069\nb'],
    ['zero-width, soft hyphen and tags go', 'a\u200b\u00ad\ufeff\u{e0041}b', 'ab'],
  ])('%s', (_name, text, cleaned) => {
    expect(cleanBody(text)).toBe(cleaned);
  });
});

describe('revealBidiControls', () => {
  it('shows each by its number', () => {
    expect(revealBidiControls('a\u202eb')).toBe('a<span class="bidi-mark" title="U+202E">⟨U+202E⟩</span>b');
    expect(revealBidiControls('\u{e0041}')).toContain('⟨U+E0041⟩');
  });

  it('stops growing', () => {
    expect(revealBidiControls('\u202e'.repeat(5000)).length).toBeLessThan(50_000);
  });
});
