import { organizationStatement } from '#app/domain/organization/setting.server';
import type { Locale } from '#app/i18n/locales';
import { titleDirection } from '#app/markdown/direction';

/** What "organization" means for TLP:AMBER+STRICT, for where labels are chosen or explained. */
export async function statementFor(locale: Locale) {
  const text = await organizationStatement(locale);
  return { text, dir: titleDirection(text) };
}
