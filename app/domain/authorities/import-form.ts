import { z } from 'zod';
import { AuthorityInput } from '#app/domain/authorities/input';
import type { AuthorityKind, AuthoritySize, District } from '#app/domain/authorities/model';
import { indexWords, type KindWords } from '#app/domain/csv';
import type { SheetForm } from '#app/domain/sheet-import';

export const AUTHORITY_COLUMNS = ['slug', 'nameHe', 'nameEn', 'kind', 'district', 'size', 'population'] as const;
type Column = (typeof AUTHORITY_COLUMNS)[number];

const TITLES: KindWords<Column> = {
  slug: { he: 'מזהה | מזהה בכתובת', en: 'Slug | Name in addresses' },
  nameHe: { he: 'שם | שם בעברית | שם הרשות', en: 'Name in Hebrew | nameHe' },
  nameEn: { he: 'שם באנגלית', en: 'Name in English | nameEn' },
  kind: { he: 'סוג | סוג הרשות | מעמד', en: 'Kind | Type' },
  district: { he: 'מחוז', en: 'District' },
  size: { he: 'גודל', en: 'Size' },
  population: { he: 'תושבים | מספר תושבים | אוכלוסייה', en: 'Residents | Population' },
};

const KINDS: KindWords<AuthorityKind> = {
  municipality: { he: 'עירייה', en: 'municipality' },
  local_council: { he: 'מועצה מקומית', en: 'local_council | Local council' },
  regional_council: { he: 'מועצה אזורית', en: 'regional_council | Regional council' },
};
const DISTRICTS: KindWords<District> = {
  north: { he: 'צפון | הצפון', en: 'north' },
  haifa: { he: 'חיפה', en: 'haifa' },
  center: { he: 'מרכז | המרכז', en: 'center | centre' },
  tel_aviv: { he: 'תל אביב | תל-אביב', en: 'tel_aviv | Tel Aviv' },
  jerusalem: { he: 'ירושלים', en: 'jerusalem' },
  south: { he: 'דרום | הדרום', en: 'south' },
};
const SIZES: KindWords<AuthoritySize> = {
  small: { he: 'קטנה', en: 'small' },
  medium: { he: 'בינונית', en: 'medium' },
  large: { he: 'גדולה', en: 'large' },
};

const kindOf = indexWords(KINDS);
const districtOf = indexWords(DISTRICTS);
const sizeOf = indexWords(SIZES);

const Cell = z.string().default('');

const Cells = z.object({
  ...{ slug: Cell, nameHe: Cell, nameEn: Cell },
  ...{ kind: Cell, district: Cell, size: Cell, population: Cell },
});

/** The words of a line as the form of one authority has them; that form says what is wrong. */
const AuthorityLine = z.preprocess((line) => {
  const row = Cells.parse(line);
  return {
    ...row,
    kind: kindOf(row.kind) ?? row.kind,
    district: districtOf(row.district) ?? row.district,
    size: sizeOf(row.size) ?? row.size,
    population: row.population.replace(/[,\s]/g, ''),
  };
}, AuthorityInput);

/** A list of authorities as a file: by their slugs. */
export const AUTHORITY_SHEET: SheetForm<Column, typeof AuthorityLine> = {
  columnOf: indexWords(TITLES),
  required: ['slug', 'nameHe', 'nameEn', 'kind', 'district'],
  schema: AuthorityLine,
  keyOf: (value) => value.slug,
  keyColumn: 'slug',
};
