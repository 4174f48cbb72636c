import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { getPage } from '#app/domain/pages/texts.server';
import { LOCALES, type Locale } from '#app/i18n/locales';

/** What is kept of a member who agreed to the notice at sign-up: to which text, and when. */
export interface AgreedNotice {
  noticeAgreed: string;
  noticeAgreedAt: Date;
}

/**
 * The agreement to the notice that stood in a form. `shown` is the text the form says it had, in any language; a form
 * that does not say had the one in force in `locale`. Throws `conflict` when that text is no longer in force: nobody
 * agrees to what they have not seen.
 */
export async function agreedNotice(shown: string | undefined, locale: Locale): Promise<AgreedNotice> {
  const inForce = await Promise.all(
    LOCALES.map(async (one) => (await getPage({ page: 'notice', locale: one })).version),
  );
  const own = inForce[LOCALES.indexOf(locale)] ?? '';
  if (shown !== undefined && !inForce.includes(shown)) {
    throw new DomainError('conflict', 'notice_changed', { field: 'privacy' });
  }
  return { noticeAgreed: shown ?? own, noticeAgreedAt: now() };
}
