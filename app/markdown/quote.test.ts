import { describe, expect, it } from 'vitest';
import { quoteMarkdown } from '#app/markdown/quote';

describe('quoteMarkdown', () => {
  it('quotes every line under the handle and leaves room for the answer', () => {
    expect(quoteMarkdown('שלום\n\n- א\n- ב\n', 'dana.levi')).toBe('> @dana.levi:\n>\n> שלום\n>\n> - א\n> - ב\n\n');
  });

  it('leaves out what the text itself quotes', () => {
    expect(quoteMarkdown('> ישן\n> עוד\n\nחדש', 'dana')).toBe('> @dana:\n>\n> חדש\n\n');
  });

  it('keeps code that looks like a quotation', () => {
    expect(quoteMarkdown('```\n> a\n```', 'dana')).toBe('> @dana:\n>\n> ```\n> > a\n> ```\n\n');
  });

  it('gives nothing of nothing', () => {
    expect(quoteMarkdown(' \n> a\n', 'dana')).toBe('');
  });
});
