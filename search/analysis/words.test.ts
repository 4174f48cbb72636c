import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listWords, normaliseText } from './words';

const DOUBLES = ['"', '“', '”', '„', '‟', '״', '″', "''"];
const SINGLES = ["'", '’', '‘', '‛', '׳', '′', '`'];

describe('words of level 0', () => {
  test.each([
    ['מנמ"ר', 'מנמר'],
    ['המנמ״רים', 'המנמרימ'],
    ['דו"חות', 'דוחות'],
    ['צ׳אט רח׳ הנביאים', 'צאט רח הנביאימ'],
    ['ב"הארץ" נכתב', 'הארצ נכתב'],
    ['ב"כ החברה "אלפא"', 'בכ החברה אלפא'],
    ['ה-SOC ה־SOC הSOC ה"SOC"', 'soc soc soc soc'],
    ['ב-Azure, ל-119, ב2019', 'azure 119 2019'],
    ['C++ ו-C# ו-C', 'cplusplus csharp c'],
    ['PDFים של SLAות', 'pdf של sla'],
    ['תנאי-סף', 'תנאי ספ'],
    ["don't vendor’s", 'dont vendors'],
    ['ת"י 5568', 'תי 5568'],
    ['CVE-2026-1', 'cve 2026 1'],
    ['שָׁלוֹם עֲנָן', 'שלומ עננ'],
    ['café CAFÉ', 'cafe cafe'],
    ['צוק־איתן׃ סוף׀פסוק', 'צוק איתנ סופ פסוק'],
  ])('%s', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  test('every quotation mark reads alike, in an abbreviation, round a word and after a clitic', () => {
    for (const mark of DOUBLES) {
      expect(normaliseText(`המנמ${mark}ר ${mark}ענן ציבורי${mark} ב${mark}הארץ${mark}`)).toBe('המנמר עננ ציבורי הארצ');
    }
    for (const mark of SINGLES) {
      expect(normaliseText(`צ${mark}אט ג${mark} ${mark}ענן${mark}`)).toBe('צאט ג עננ');
    }
  });

  test('places are those of the text as written', () => {
    const text = 'א: הַמנמ״ר, ה-SOC';
    expect(listWords(text).map(({ start, end }) => text.slice(start, end))).toEqual(['א', 'הַמנמ״ר', 'SOC']);
  });

  test('Latin words joined by a hyphen know their joined form', () => {
    expect(listWords('e-mail')[0]).toMatchObject({ word: 'e', joined: 'email' });
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'אבהוכלמשתיםןץ"\'״׳-־ aZ1#+.'.split('')), maxLength: 40 }),
);

describe('properties', () => {
  test('analysing twice changes nothing', () => {
    expect(normaliseText('\u0149')).toBe('n');
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });

  test('composed and decomposed texts are the same', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normaliseText(text.normalize('NFD'))).toBe(normaliseText(text.normalize('NFC')));
      }),
      { numRuns: 500 },
    );
  });

  test('places are in order and inside the text, and no word is empty or holds a mark', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { word, start, end } of listWords(text)) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        }
      }),
      { numRuns: 500 },
    );
  });
});
