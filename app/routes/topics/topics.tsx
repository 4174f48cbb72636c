import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { localName } from '#app/domain/named';
import { countSessionsByTopic } from '#app/domain/sessions/discussed.server';
import { listTopicsWithCounts } from '#app/domain/topics/queries.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { pageData } from '#app/http/page-data.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { TopicName } from '#app/ui/forum/topic-tag';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Link } from '#app/ui/primitives/link';
import { DiscussedIn } from '#app/ui/sessions/discussed-in';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const [topics, sessions] = await Promise.all([listTopicsWithCounts(viewer), countSessionsByTopic(viewer)]);
  cacheByLabels(args.context, viewer, []);
  const t = translator(locale);
  return pageData({
    title: `${t('threads.topics')} · ${t('app.name')}`,
    topics: topics.map((topic) => ({
      slug: topic.slug,
      hue: topic.hue,
      name: localName(topic.name, locale),
      description: localName(topic.description, locale),
      threadCount: topic.threadCount,
      unansweredCount: topic.unansweredCount,
      sessionCount: sessions.get(topic.id) ?? 0,
    })),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Topics() {
  const { topics } = useLoaderData<typeof loader>();
  const t = useTranslations('threads');
  return (
    <Page>
      <PageHeader title={t('topics')} lead={t('topicsLead')} />
      <ul className="rows">
        {topics.map((topic) => (
          <li key={topic.slug} className="topic-row">
            <h2>
              <TopicName name={topic.name} hue={topic.hue} href={paths.topic(topic.slug)} />
            </h2>
            <p>{topic.description}</p>
            <p className="facts">
              {t('threadCount', { count: topic.threadCount })}
              {topic.unansweredCount > 0 && (
                <>
                  {' · '}
                  <Link to={paths.topic(topic.slug, { view: 'unanswered' })}>
                    {t('unansweredCount', { count: topic.unansweredCount })}
                  </Link>
                </>
              )}
              {topic.sessionCount > 0 && (
                <>
                  {' · '}
                  <DiscussedIn count={topic.sessionCount} href={paths.sessions({ view: 'past', topic: topic.slug })} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      <p>
        <Link to={paths.tags()}>{t('allTags')}</Link>
      </p>
    </Page>
  );
}
