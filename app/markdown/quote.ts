import { cleanCharacters } from '#app/markdown/bidi';

/**
 * The Markdown that the "quote" action puts into an answer: the text as a quotation under its author's handle, and an
 * empty line below it where the answer begins. Quotations that the text itself holds are left out, so that answers to
 * answers do not grow; an empty text gives an empty string.
 */
export function quoteMarkdown(source: string, authorHandle: string): string {
  const lines = cleanCharacters(source).split('\n');
  const own = withoutQuotations(lines).join('\n').trim();
  if (own === '') {
    return '';
  }
  const quoted = own.split('\n').map((line) => (line.trim() === '' ? '>' : `> ${line}`));
  return [`> @${authorHandle}:`, '>', ...quoted, '', ''].join('\n');
}

/** A quotation sign inside a fence is code. */
function withoutQuotations(lines: readonly string[]): string[] {
  let fence = '';
  return lines.filter((line) => {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence === '' && marker !== '') {
      fence = marker;
    } else if (fence !== '' && marker.startsWith(fence)) {
      fence = '';
    }
    return fence !== '' || !/^ {0,3}>/.test(line);
  });
}
