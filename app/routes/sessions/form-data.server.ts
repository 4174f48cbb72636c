import { LABELS } from '#app/domain/labels';
import { localName } from '#app/domain/named';
import { organizationStatement } from '#app/domain/organization/setting.server';
import { listTopics } from '#app/domain/topics/queries.server';
import type { Locale } from '#app/i18n/locales';

/** What a session's form offers to choose from. */
export async function formChoices(locale: Locale) {
  const topics = await listTopics();
  return {
    labels: LABELS,
    organization: await organizationStatement(locale),
    topics: topics.map(({ slug, name }) => ({ value: slug, label: localName(name, locale) })),
  };
}

/** What stands in the form of a session that is planned anew. */
export const NEW_SESSION = {
  kind: 'round_table',
  label: 'GREEN',
  audience: 'members',
  startTime: '10:00',
  endTime: '12:00',
};
