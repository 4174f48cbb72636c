/** Rows and columns of the keyboard, the pad of digits and the alphabets: what fingers and memories walk along. */
const WALKS = [
  '`1234567890-=',
  '~!@#$%^&*()_+',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '12345678901234567890',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1a2s3d4f5g6h7j8k9l0',
  'qawsedrftgyhujikolp',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  '8ik,',
  '9ol.',
  '0p;/',
  '147258369',
  '789456123',
  '13579',
  '24680',
  '02468',
  'abcdefghijklmnopqrstuvwxyz',
  'a1b2c3d4e5f6g7h8i9j0',
  'אבגדהוזחטיכלמנסעפצקרשת',
];
const BOTH_WAYS = [...WALKS, ...WALKS.map((walk) => [...walk].reverse().join(''))];

/** True for a stretch of such a walk, in either direction. */
export function isWalk(text: string): boolean {
  return BOTH_WAYS.some((walk) => walk.includes(text));
}

/** The keys of an English keyboard and what the same keys write in Hebrew (SI 1452). */
const LATIN_KEYS = "qwertyuiopasdfghjkl;'zxcvbnm,.";
const HEBREW_KEYS = "/'קראטוןםפשדגכעיחלךף,זסבהנמצתץ";
const TO_HEBREW = new Map([...LATIN_KEYS].map((key, index) => [key, HEBREW_KEYS[index] ?? key]));
const TO_LATIN = new Map([...HEBREW_KEYS].map((key, index) => [key, LATIN_KEYS[index] ?? key]));

/** What the same keys write with the other layout on, character by character. */
export function onHebrewKeys(characters: readonly string[]): string[] {
  return characters.map((character) => TO_HEBREW.get(character) ?? character);
}

export function onLatinKeys(characters: readonly string[]): string[] {
  return characters.map((character) => TO_LATIN.get(character) ?? character);
}

const DISGUISES = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['!', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['@', 'a'],
  ['5', 's'],
  ['$', 's'],
  ['7', 't'],
  ['+', 't'],
  ['8', 'b'],
]);

/** Letters in the place of the digits and signs that stand for them; a 1 may be an i or an l. */
export function undisguised(characters: readonly string[], one: 'i' | 'l'): string[] {
  return characters.map((character) => (character === '1' ? one : (DISGUISES.get(character) ?? character)));
}
