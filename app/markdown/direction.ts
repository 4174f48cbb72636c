/**
 * Reading direction of a block of text. Runs on the server and in the browser, so it imports nothing.
 *
 * `dir="auto"` looks only at the first strong letter and goes wrong on about one Hebrew paragraph in
 * fifteen of technology news, those that begin with a Latin product name. Counting letters does not
 * (DOMAIN.md 5.2).
 */
export type Direction = 'rtl' | 'ltr';

const RTL_SHARE_OF_LETTERS = 0.4;

/** Code spans and addresses say nothing about the language of the sentence they stand in. */
const CODE_OR_ADDRESS = /`[^`\n]*`|(?:https?:\/\/|www\.)\S+|\S{1,80}@\S{1,80}\.\S{1,80}/gu;

const STRONG_LETTER = /\p{L}/gu;

/** Hebrew; Arabic and the other right-to-left scripts count with it. */
const RTL_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Direction of a text that holds no code and no addresses any more.
 * Right-to-left from 40 % right-to-left letters up; with none, left-to-right; in between the first letter decides.
 * Null when there is no letter at all: the block then inherits.
 */
export function letterDirection(prose: string): Direction | null {
  let letters = 0;
  let rtlLetters = 0;
  let startsRtl = false;
  for (const [letter] of prose.matchAll(STRONG_LETTER)) {
    if (RTL_LETTER.test(letter)) {
      rtlLetters += 1;
      startsRtl ||= letters === 0;
    }
    letters += 1;
  }
  if (letters === 0) {
    return null;
  }
  const isRtl = rtlLetters > 0 && (startsRtl || rtlLetters / letters >= RTL_SHARE_OF_LETTERS);
  return isRtl ? 'rtl' : 'ltr';
}

/** Direction of one block as a person typed it: `code` and addresses are left out of the count. */
export function blockDirection(text: string): Direction | null {
  return letterDirection(text.replace(CODE_OR_ADDRESS, ' '));
}

/** Direction of a title, a list row or a mail subject, which must always have one: without letters, left-to-right. */
export function titleDirection(text: string): Direction {
  return blockDirection(text) ?? letterDirection(text) ?? 'ltr';
}
