import { json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listBookmarks } from '#app/domain/threads/collections.server';
import { isMember } from '#app/domain/viewer';
import { getLocale } from '#app/http/locale.server';
import { pageNumber } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { presentRow } from '#app/routes/threads/present.server';
import { ThreadList } from '#app/ui/forum/thread-row';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ButtonLink } from '#app/ui/primitives/button';
import { Pagination } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  if (!isMember(viewer)) {
    throw redirect(paths.signIn({ to: paths.bookmarks() }));
  }
  const locale = getLocale(args.request, viewer);
  const page = pageNumber(new URL(args.request.url).searchParams.get('page'));
  const { rows, hasMore } = await listBookmarks(viewer, page);
  const t = translator(locale);
  return json({
    documentTitle: `${t('collections.bookmarks')} · ${t('app.name')}`,
    rows: rows.map((row) => presentRow(row, locale)),
    next: hasMore ? paths.bookmarks({ page: page + 1 }) : null,
    previous: page > 1 ? paths.bookmarks({ page: page - 1 }) : null,
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export default function Bookmarks() {
  const { rows, next, previous } = useLoaderData<typeof loader>();
  const t = useTranslations('collections');
  const states = useTranslations('states');
  const nav = useTranslations('nav');
  return (
    <Page>
      <PageHeader title={t('bookmarks')} />
      <ThreadList
        threads={rows}
        label={t('bookmarks')}
        heading="h2"
        empty={
          <EmptyState title={states('noBookmarks')} text={states('noBookmarksText')}>
            <ButtonLink to={paths.threads()}>{nav('threads')}</ButtonLink>
          </EmptyState>
        }
      />
      <Pagination olderHref={next} newerHref={previous} />
    </Page>
  );
}
