import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listAuthorityNames } from '#app/domain/authorities/queries.server';
import { MemberFilter } from '#app/domain/members/input';
import { listMembers } from '#app/domain/members/queries.server';
import { localName } from '#app/domain/named';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { PersonLine } from '#app/ui/forum/person-line';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Pagination } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const query = Object.fromEntries(new URL(args.request.url).searchParams);
  const { q, authority, after } = MemberFilter.parse(query);
  const [page, names] = await Promise.all([
    listMembers(viewer, { q, authority, after }),
    listAuthorityNames(viewer, locale),
  ]);
  return json({
    title: pageTitle(locale, 'members.title'),
    q,
    authority: String(authority ?? ''),
    authorities: names.map((each) => ({ value: String(each.id), label: localName(each.name, locale) })),
    rows: page.rows.map((row) => ({
      handle: row.handle,
      name: localName(row.name, locale),
      itRole: row.itRole,
      email: row.email,
      authority: row.authorities.map((each) => localName(each.name, locale)).join(' · '),
    })),
    next: page.next && paths.members({ q, authority, after: page.next }),
    first: after ? paths.members({ q, authority }) : null,
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Members() {
  const data = useLoaderData<typeof loader>();
  const t = useTranslations('members');
  const roles = useTranslations('roles');
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Form method="get" action={paths.members()} className="filter-bar">
        <TextInput name="q" type="search" label={t('search')} optional defaultValue={data.q} />
        <Select
          name="authority"
          label={t('authority')}
          optional
          options={[{ value: '', label: t('anyAuthority') }, ...data.authorities]}
          defaultValue={data.authority}
        />
        <Button size="sm" icon="search">
          {t('find')}
        </Button>
      </Form>
      {data.rows.length === 0 ? (
        <EmptyState title={t('none')} text={t('noneText')} />
      ) : (
        <ul className="rows">
          {data.rows.map((row) => (
            <li key={row.handle} className="notice" data-row="">
              <PersonLine
                person={{
                  name: row.name,
                  href: paths.member(row.handle),
                  role: row.itRole && roles(row.itRole),
                  authority: row.authority,
                }}
              />
              {row.email && (
                <p className="facts">
                  <bdi dir="ltr">{row.email}</bdi>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <Pagination olderHref={data.next} newerHref={data.first} />
    </Page>
  );
}
