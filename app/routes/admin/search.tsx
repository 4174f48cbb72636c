import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listIndexes, requestRebuild, retryFailures } from '#app/domain/search/status.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { readFields } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { AdminHead } from '#app/routes/admin/admin-head';
import { IndexReport } from '#app/routes/admin/index-report';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { Link } from '#app/ui/primitives/link';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const indexes = await listIndexes(viewer);
  return json({ title: pageTitle(getLocale(args.request, viewer), 'admin.search'), indexes });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  const index = String(fields.index ?? '');
  if (fields.intent === 'retry') {
    await retryFailures(viewer, index);
    return redirectWithFlash(paths.adminSearch(), { tone: 'positive', key: 'toast.retryRequested' });
  }
  await requestRebuild(viewer, index);
  return redirectWithFlash(paths.adminSearch(), { tone: 'positive', key: 'toast.rebuildRequested' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AdminSearch() {
  const { indexes } = useLoaderData<typeof loader>();
  const t = useTranslations('admin');
  return (
    <Page>
      <AdminHead current="search" />
      <SectionHead title={t('search')} />
      <p className="facts">{t('searchState.lead')}</p>
      {indexes.length === 0 && <p>{t('searchState.none')}</p>}
      {indexes.map((index) => (
        <IndexReport key={index.id} index={index} />
      ))}
      <p>
        <Link to={paths.adminSynonyms()}>{t('synonyms')}</Link>
      </p>
    </Page>
  );
}
