import { z } from 'zod';
import { AUTHORITY_KINDS, AUTHORITY_SIZES, DISTRICTS, sizeOfPopulation } from '#app/domain/authorities/model';
import { oneLine } from '#app/domain/members/input';

const NAME_MAX_CHARS = 100;
const Name = z.string('required').transform(oneLine).pipe(z.string().min(1, 'required').max(NAME_MAX_CHARS, 'tooLong'));

/** What a URL calls a thing: small Latin letters, digits, hyphens inside. */
export const Slug = z
  .string('required')
  .trim()
  .toLowerCase()
  .min(1, 'required')
  .max(60, 'tooLong')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'slug_invalid');

const MAX_RESIDENTS = 5_000_000;

export const AuthorityInput = z
  .object({
    slug: Slug,
    nameHe: Name,
    nameEn: Name,
    kind: z.enum(AUTHORITY_KINDS, 'choose_one'),
    district: z.enum(DISTRICTS, 'choose_one'),
    size: z.preprocess((value) => value || null, z.enum(AUTHORITY_SIZES, 'choose_one').nullable()),
    population: z.preprocess(
      (value) => (value === '' || value === undefined ? null : value),
      z.coerce
        .number('number_invalid')
        .int('number_invalid')
        .min(0, 'number_invalid')
        .max(MAX_RESIDENTS, 'number_invalid')
        .nullable(),
    ),
  })
  .transform((input, context) => {
    // The number of residents decides the band; without one it is chosen.
    const size = input.population === null ? input.size : sizeOfPopulation(input.population);
    if (size === null) {
      context.addIssue({ code: 'custom', path: ['size'], message: 'choose_one' });
      return z.NEVER;
    }
    return { ...input, size };
  });
export type AuthorityInput = z.output<typeof AuthorityInput>;
