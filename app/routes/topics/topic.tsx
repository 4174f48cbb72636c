import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { localName } from '#app/domain/named';
import { getTopic } from '#app/domain/topics/queries.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { readFilter } from '#app/routes/threads/filter';
import { listData } from '#app/routes/threads/list-data.server';
import { ThreadListView } from '#app/routes/threads/thread-list-view';
import { Page, RailSection } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ButtonLink } from '#app/ui/primitives/button';

export async function loader(args: LoaderFunctionArgs) {
  const topic = await getTopic(args.params.slug ?? '');
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const query = new URL(args.request.url).searchParams;
  const filter = { ...readFilter(query), topicId: topic.id };
  const { list, labels } = await listData(viewer, filter, query, locale, (values) => paths.topic(topic.slug, values));
  cacheByLabels(args.context, viewer, labels);
  const name = localName(topic.name, locale);
  return json({
    title: `${name} · ${translator(locale)('app.name')}`,
    topic: {
      slug: topic.slug,
      hue: topic.hue,
      name,
      description: localName(topic.description, locale),
      guide: localName(topic.guide, locale),
    },
    list,
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'description', content: data?.topic.description },
];

export default function Topic() {
  const { topic, list } = useLoaderData<typeof loader>();
  const t = useTranslations('threads');
  return (
    <Page
      rail={
        <RailSection title={t('guideTitle')}>
          <p className="whitespace-pre-line">{topic.guide}</p>
        </RailSection>
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
      <ThreadListView list={list} href={(query) => paths.topic(topic.slug, query)} label={topic.name} />
    </Page>
  );
}
