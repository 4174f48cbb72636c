import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { localName } from '#app/domain/named';
import { countSessionsByTopic } from '#app/domain/sessions/discussed.server';
import { nextSessions } from '#app/domain/sessions/linked.server';
import { getTopic } from '#app/domain/topics/queries.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { pageData } from '#app/http/page-data.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { presentSession } from '#app/routes/sessions/present.server';
import { readFilter } from '#app/routes/threads/filter';
import { listData } from '#app/routes/threads/list-data.server';
import { ThreadListView } from '#app/routes/threads/thread-list-view';
import { Page, RailSection } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ButtonLink } from '#app/ui/primitives/button';
import { Link } from '#app/ui/primitives/link';
import { DiscussedIn } from '#app/ui/sessions/discussed-in';
import { SessionBrief } from '#app/ui/sessions/session-row';

export async function loader(args: LoaderFunctionArgs) {
  const topic = await getTopic(args.params.slug ?? '');
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const query = new URL(args.request.url).searchParams;
  const filter = { ...readFilter(query), topicId: topic.id };
  const [{ list, labels }, sessions, discussed] = await Promise.all([
    listData(viewer, filter, query, locale, (values) => paths.topic(topic.slug, values)),
    nextSessions(viewer, topic.id),
    countSessionsByTopic(viewer),
  ]);
  cacheByLabels(args.context, viewer, [...labels, ...sessions.map(({ label }) => label)]);
  const name = localName(topic.name, locale);
  return pageData({
    title: `${name} · ${translator(locale)('app.name')}`,
    topic: {
      slug: topic.slug,
      hue: topic.hue,
      name,
      description: localName(topic.description, locale),
      guide: localName(topic.guide, locale),
    },
    list,
    discussed: discussed.get(topic.id) ?? 0,
    sessions: sessions.map((row) => presentSession(row, locale)),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'description', content: data?.topic.description },
];

export default function Topic() {
  const { topic, list, sessions, discussed } = useLoaderData<typeof loader>();
  const t = useTranslations('threads');
  const home = useTranslations('home');
  return (
    <Page
      rail={
        <>
          {sessions.length > 0 && (
            <RailSection title={home('sessions')}>
              <SessionBrief sessions={sessions} />
              <Link to={paths.sessions({ topic: topic.slug })}>{home('allSessions')}</Link>
            </RailSection>
          )}
          <RailSection title={t('guideTitle')}>
            <p className="whitespace-pre-line">{topic.guide}</p>
          </RailSection>
        </>
      }
    >
      <PageHeader
        title={topic.name}
        lead={topic.description}
        up={{ href: paths.topics(), label: t('topics') }}
        actions={
          <ButtonLink to={paths.newThread({ topic: topic.slug })} variant="primary" icon="plus">
            {t('ask')}
          </ButtonLink>
        }
      />
      {discussed > 0 && (
        <p className="thread-facts facts">
          <DiscussedIn count={discussed} href={paths.sessions({ view: 'past', topic: topic.slug })} />
        </p>
      )}
      <ThreadListView list={list} href={(query) => paths.topic(topic.slug, query)} label={topic.name} />
    </Page>
  );
}
