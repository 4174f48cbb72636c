import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listTags } from '#app/domain/threads/collections.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Link } from '#app/ui/primitives/link';
import { EmptyState } from '#app/ui/primitives/states';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const tags = await listTags(viewer);
  cacheByLabels(args.context, viewer, []);
  const t = translator(getLocale(args.request, viewer));
  return json({ title: `${t('threads.tags')} · ${t('app.name')}`, tags });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Tags() {
  const { tags } = useLoaderData<typeof loader>();
  const t = useTranslations('threads');
  return (
    <Page>
      <PageHeader title={t('tags')} up={{ href: paths.topics(), label: t('topics') }} />
      {tags.length === 0 ? (
        <EmptyState title={t('noTags')} />
      ) : (
        <ul className="tags tags-all">
          {tags.map((tag) => (
            <li key={tag.slug}>
              <Link to={paths.threads({ tag: tag.slug })} className="tag">
                <bdi>{tag.slug}</bdi>
                <span className="facts">{tag.count}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
