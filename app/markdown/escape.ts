const NAMES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** The few named references that matter in an address: what hides a scheme, and what an address is written with. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['colon', ':'],
  ['sol', '/'],
  ['bsol', '\\'],
  ['Tab', '\t'],
  ['NewLine', '\n'],
  ['nbsp', '\u00a0'],
]);

/** Text as HTML, for content and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, nameOf);
}

/**
 * Markdown text as HTML content: character references the author wrote (`&copy;`) stay references. A lone ">" may stand
 * in content; the sanitizer writes it as a reference in the end.
 */
export function escapeText(text: string): string {
  return text.replace(/<|&(?!(?:#\d{1,7}|#[xX][a-fA-F0-9]{1,6}|[a-zA-Z][a-zA-Z0-9]{0,31});)/g, nameOf);
}

/**
 * The characters an author's references stand for. A reference not known here stays as it is written, which is
 * safe because the result is escaped in full afterwards.
 */
export function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([a-fA-F0-9]{1,6})|([a-zA-Z]{1,8}));/g,
    (whole: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) {
        return REFERENCES.get(name) ?? whole;
      }
      const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number.parseInt(decimal, 10);
      const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}

function nameOf(character: string): string {
  return NAMES.get(character) ?? character;
}
