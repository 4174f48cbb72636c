import { dictionary } from '@zxcvbn-ts/language-common';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMON_WORDS } from '#app/domain/login/common-words';
import { whyGuessable } from '#app/domain/login/guessable';
import { isLeaked, leakedFilter } from '#app/domain/login/leaked-passwords';
import filter from '#app/domain/login/leaked-passwords.json';
import { PASSWORD_MAX_CHARS } from '#app/domain/login/model';

const ABOUT = ['דנה לוי', 'Dana Levi', 'dana.levi@nahalat-oren.example', 'נחלת אורן', 'Nahalat Oren', 'איגוד המנמ"רים'];

describe('refused as common', () => {
  test.each([
    'password1234',
    'PasswordPassword',
    'P@ssw0rd2024!',
    'Passw0rd123456',
    'administrator1',
    'Admin2024!!!!',
    'welcome123456',
    'letmeinletmein',
    'qwertyuiop12',
    'QWERTYasdfgh!',
    '1qaz2wsx3edc',
    'zaq12wsx!@#$',
    '1q2w3e4r5t6y',
    '123456789012',
    '987654321098',
    'aaaaaaaaaaaa',
    'Aa123456789!',
    'abcdefghijkl',
    'abcabcabcabc',
    'iloveyou2020',
    '311219873112',
    'summer winter 1',
    'Roundtable2026',
    'forum!forum!forum!',
    'Israel1948Israel',
    'roundtable-demo-2026',
    'סיסמה123456',
    'סיסמאסיסמא!',
    'שולחן עגול 2026',
    'ירושלים2024!',
    'sisma1234567',
    'ShalomShalom1',
    // "סיסמה" and "ישראל" on an English keyboard, "password" on a Hebrew one.
    'xhxnv123456!',
    'hartk2024!!!',
    "פשדד'םרג12345",
    "/'קראטוןםפ12",
    // With points, and with a mark of direction.
    'סִיסְמָה123456',
    '\u200fסיסמה123456\u200e',
    // Leaked, as it stands and with more around it.
    'polniypizdec0211',
    'mailcreated5240',
    '!!mailcreated5240!!',
    'sojdlg123aljg',
    'justinbieber2024',
  ])('%s', (password) => expect(whyGuessable(password)).toBe('password_common'));
});

describe('refused as the owner’s own', () => {
  test.each([
    'DanaLevi2024!',
    'dana.levi.1987',
    'levi1234levi',
    'דנה לוי 1987',
    'נחלתאורן2024',
    'nahalat-oren1',
    // "דנה" on an English keyboard.
    'sbv123456sbv',
    'D4n4L3v!2024',
  ])('%s', (password) => {
    expect(whyGuessable(password, ABOUT)).toBe('password_personal');
    expect(whyGuessable(password)).not.toBe('password_personal');
  });
});

describe('the filter of leaked passwords', () => {
  const list = dictionary['passwords-common'];

  test('is that of the list, of which it refuses every one', () => {
    expect(list.length).toBe(49_233);
    expect(list.filter((password) => whyGuessable(password) !== 'password_common')).toEqual([]);
    expect(filter).toEqual(leakedFilter(list));
  });

  test('takes fewer than one other of 10,000 for one of them, counted', () => {
    const listed = new Set(list);
    const others = fc.sample(
      fc.string({
        unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789אבגדהוזחטי'),
        minLength: 6,
        maxLength: 16,
      }),
      { seed: 11, numRuns: 200_000 },
    );
    const wrong = others.filter((text) => !listed.has(text) && isLeaked(text));
    expect(wrong.length).toBeLessThan(20);
  });
});

describe('taken', () => {
  test.each([
    'correct horse battery staple',
    'a long enough password',
    'שלוש ציפורים על גדר',
    'שָׁלוֹשׁ צִפֳּרִים עַל גָּדֵר',
    'mailcreated5240 k8#Vq2',
    'סיסמה ארוכה מאוד',
    'k8#Vq2!mZx0p',
    'vj4ntyqoxwzf',
    '3 blind mice drive to Haifa',
    '})?<;{":>~^|',
  ])('%s', (password) => expect(whyGuessable(password, ABOUT)).toBeNull());

  test('what a generator makes', () => {
    const letters = fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRSTUVWXYZ2345679');
    const generated = fc.array(letters, { minLength: 20, maxLength: PASSWORD_MAX_CHARS });
    fc.assert(
      fc.property(generated, (characters) => {
        fc.pre(new Set(characters).size >= 15);
        expect(whyGuessable(characters.join(''), ABOUT)).toBeNull();
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

test('every word is one that the rules can find', () => {
  expect([...COMMON_WORDS].filter((word) => word.length < 3 || word !== word.normalize('NFKC').toLowerCase())).toEqual(
    [],
  );
});

test('odd input is answered, not thrown on', () => {
  for (const password of ['', ' ', '\u0000', '\ud800', 'ﬁ'.repeat(60), '😀'.repeat(64), 'İ'.repeat(128)]) {
    expect(['password_common', null]).toContain(whyGuessable(password, [null, undefined, '']));
  }
});
