import { describe, expect, it } from 'vitest';
import { clipText, extractText } from '#app/markdown/extract';

describe('extractText', () => {
  it('gives one line without marks', () => {
    const source = '# כותרת\n\nשלום **עולם** ו-[קישור](https://e.example)[^1]\n\n- א\n- `ב`\n\n[^1]: הערה';
    expect(extractText(source, 200)).toBe('כותרת שלום עולם ו-קישור א ב הערה');
  });

  it('shows raw HTML and references as a reader sees them', () => {
    expect(extractText('<b>a</b> &amp; &copy; @dana #5', 100)).toBe('<b>a</b> & © @dana #5');
  });

  it('cuts at a word', () => {
    expect(extractText('אחת שתיים שלוש ארבע', 12)).toBe('אחת שתיים…');
  });

  it('reads no further than it must', () => {
    expect(extractText(`${'מילה '.repeat(100_000)}`, 20)).toBe('מילה מילה מילה מילה…');
  });
});

describe('clipText', () => {
  it('never cuts a character in half', () => {
    expect(clipText('😀😀😀😀', 2)).toBe('😀😀…');
  });

  it('cuts a word that is longer than the line', () => {
    expect(clipText('a'.repeat(50), 10)).toBe(`${'a'.repeat(10)}…`);
  });

  it('leaves a short text alone', () => {
    expect(clipText(' a\n b ', 10)).toBe('a b');
  });
});
