import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { pageData } from '#app/http/page-data.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { readFilter } from '#app/routes/threads/filter';
import { listData } from '#app/routes/threads/list-data.server';
import { ThreadListView } from '#app/routes/threads/thread-list-view';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const query = new URL(args.request.url).searchParams;
  const { list, labels } = await listData(viewer, readFilter(query), query, locale, paths.threads);
  cacheByLabels(args.context, viewer, labels);
  const t = translator(locale);
  return pageData({ title: `${t('threads.all')} · ${t('app.name')}`, list });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Threads() {
  const { list } = useLoaderData<typeof loader>();
  const t = useTranslations('threads');
  return (
    <Page>
      <PageHeader title={t('all')} />
      <ThreadListView list={list} href={paths.threads} label={t('all')} />
    </Page>
  );
}
