import { z } from 'zod';
import { isWithdrawnLabel, type Label, parseLabel } from '#app/domain/labels';
import { normaliseTag, TAG_MAX_CHARS } from '#app/domain/threads/model';
import { stripBidiControls } from '#app/markdown/bidi';

/** Wider than what the forms take, so that what another forum held goes in. */
export const IMPORT_TITLE_MAX_CHARS = 300;
export const IMPORT_BODY_MAX_CHARS = 1_000_000;
export const IMPORT_MAX_TAGS = 20;
const ID_MAX_CHARS = 200;
const NAME_MAX_CHARS = 200;
const EMAIL_MAX_CHARS = 254;

/** A string that both databases can hold as it is: no NUL, no half characters. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Cs}/gu, '\ufffd');
}

/** One line without invisible controls, as the forms keep titles and names. */
function oneLine(text: string): string {
  return stripBidiControls(storable(text)).replace(/\s+/g, ' ').trim();
}

function line(maxChars: number) {
  return z
    .string()
    .transform(oneLine)
    .pipe(z.string().min(1, 'is empty').max(maxChars, `is longer than ${maxChars} characters`));
}

export const ExternalId = z
  .string()
  .min(1, 'is empty')
  .max(ID_MAX_CHARS, `is longer than ${ID_MAX_CHARS} characters`)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), 'has control characters');

export const Title = line(IMPORT_TITLE_MAX_CHARS);
export const Name = line(NAME_MAX_CHARS);
export const Email = line(EMAIL_MAX_CHARS)
  .transform((text) => text.toLowerCase())
  .refine((text) => /^[^\s@]+@[^\s@]+$/.test(text), 'is not an e-mail address');

/** Kept to the letter, line ends included: the renderer cleans what it shows, and an export gives back what came in. */
export const Body = z
  .string()
  .max(IMPORT_BODY_MAX_CHARS, `is longer than ${IMPORT_BODY_MAX_CHARS} characters`)
  .transform(storable)
  .refine((text) => text.trim() !== '', 'is empty');

export const Reason = z.string().max(1_000, 'is longer than 1000 characters').transform(storable);

export const Instant = z.iso
  .datetime({ offset: true, error: 'is not an ISO 8601 time with a zone, such as 2026-03-01T09:30:00Z' })
  .transform((text) => new Date(text));

/** `TLP:GREEN` and what people write for it. */
export const LabelText = z.string().transform((text, context): Label => {
  const label = parseLabel(text);
  if (label) {
    return label;
  }
  const hint = isWithdrawnLabel(text)
    ? 'TLP:WHITE is the withdrawn name of TLP 1.0; write TLP:CLEAR'
    : `is not a TLP 2.0 label: "${text.slice(0, 40)}"`;
  context.addIssue({ code: 'custom', message: hint });
  return z.NEVER;
});

export const Tags = z
  .array(z.string())
  .transform((tags) => [...new Set(tags.map(tagSlug).filter((tag) => tag !== ''))].sort())
  .pipe(
    z
      .array(z.string().max(TAG_MAX_CHARS, `is longer than ${TAG_MAX_CHARS} characters`))
      .max(IMPORT_MAX_TAGS, `has more than ${IMPORT_MAX_TAGS} tags`),
  );

/** Twice, because what is taken out can leave behind what the next pass takes out: an export must come back unchanged. */
function tagSlug(tag: string): string {
  return normaliseTag(normaliseTag(stripBidiControls(storable(tag))));
}
