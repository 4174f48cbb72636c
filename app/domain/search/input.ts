import { z } from 'zod';
import { oneLine } from '#app/domain/members/input';
import { asksAnything, readSearchRequest, savedQuery } from '#app/domain/search/request';

const TERM_MAX_CHARS = 80;
const TERMS_MAX = 20;

/** A group of words that mean the same: one a line, or separated by commas. */
export const SynonymsInput = z.object({
  terms: z
    .string('required')
    .max(TERM_MAX_CHARS * TERMS_MAX, 'tooLong')
    .transform((text) => [
      ...new Set(
        text
          .split(/[\n,;]/)
          .map(oneLine)
          .filter(Boolean),
      ),
    ])
    .pipe(
      z
        .array(
          z
            .string()
            .max(TERM_MAX_CHARS, 'tooLong')
            .regex(/[\p{L}\p{N}]/u, 'term_invalid'),
        )
        .min(2, 'two_terms')
        .max(TERMS_MAX, 'too_many_chosen'),
    ),
});
export type SynonymsInput = z.output<typeof SynonymsInput>;

/** A search to be kept: the search page's query string, of which only what searches is kept. */
export const SavedSearchInput = z.object({
  query: z
    .string('required')
    .max(5_000, 'tooLong')
    .transform((text, context) => {
      const request = readSearchRequest(new URLSearchParams(text));
      if (!asksAnything(request)) {
        context.addIssue({ code: 'custom', message: 'required' });
        return z.NEVER;
      }
      return savedQuery(request);
    }),
});
export type SavedSearchInput = z.output<typeof SavedSearchInput>;
