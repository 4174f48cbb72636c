/** RFC 5545 3.1: no line is longer, without its CRLF. */
const LINE_MAX_OCTETS = 75;

/** TEXT of RFC 5545 3.3.11: backslash, semicolon, comma and line ends escaped; no other control characters. */
export function escapeCalendarText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, (character) => (character === '\t' ? ' ' : ''))
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
}

/** A parameter's value, quoted (RFC 5545 3.2): it may hold neither quotation marks nor control characters. */
export function quoteParameter(value: string): string {
  return `"${value.replace(/[\p{Cc}\p{Cs}]/gu, ' ').replace(/"/g, "'")}"`;
}

/**
 * Content lines as a calendar file: folded at 75 octets of UTF-8, never inside a character, each ending in CRLF.
 */
export function foldLines(lines: readonly string[]): string {
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function foldLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > LINE_MAX_OCTETS) {
      // The space that marks a continuation counts.
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
