import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listAuthorityNames } from '#app/domain/authorities/queries.server';
import { listAllMembers } from '#app/domain/members/administration-queries.server';
import { MemberFilter } from '#app/domain/members/input';
import { localName } from '#app/domain/named';
import { ROLES } from '#app/domain/viewer';
import { getLocale } from '#app/http/locale.server';
import { longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { AdminHead } from '#app/routes/admin/admin-head';
import { StateBadge } from '#app/routes/admin/state-badge';
import { Page } from '#app/ui/layout/frame';
import { Button } from '#app/ui/primitives/button';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';
import { Pagination } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';
import { Badge } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const filter = MemberFilter.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  const [page, names] = await Promise.all([listAllMembers(viewer, filter), listAuthorityNames(viewer, locale)]);
  const { after, ...kept } = filter;
  return json({
    title: pageTitle(locale, 'admin.members'),
    filter: { ...kept, authority: String(kept.authority ?? '') },
    authorities: names.map((each) => ({ value: String(each.id), label: localName(each.name, locale) })),
    rows: page.rows.map((row) => ({
      ...row,
      name: localName(row.name, locale),
      authorities: row.authorities.map((each) => localName(each.name, locale)),
    })),
    next: page.next && paths.adminMembers({ ...kept, after: page.next }),
    first: after ? paths.adminMembers(kept) : null,
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AdminMembers() {
  const { rows, next, first } = useLoaderData<typeof loader>();
  const t = useTranslations('admin');
  return (
    <Page>
      <AdminHead current="members" />
      <MemberFilterBar />
      {rows.length === 0 ? (
        <EmptyState title={t('none')} text={t('noneText')} />
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <MemberRow key={row.handle} row={row} />
          ))}
        </ul>
      )}
      <Pagination olderHref={next} newerHref={first} />
    </Page>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

function MemberRow({ row }: { row: Row }) {
  const locale = useLocale();
  const t = useTranslations('admin');
  const roles = useTranslations('roles');
  return (
    <li className="notice" data-row="">
      <div className="cluster">
        <Link to={paths.adminMember(row.handle)}>
          <bdi>{row.name}</bdi>
        </Link>
        <StateBadge state={row.state} />
        {row.role !== 'member' && <Badge tone="accent">{roles(row.role)}</Badge>}
      </div>
      <p className="facts">
        <bdi dir="ltr">{row.email}</bdi>
        {row.authorities.map((name) => (
          <span key={name}>
            {' '}
            · <bdi>{name}</bdi>
          </span>
        ))}
        {row.validUntil && ` · ${t('endsAt', { date: longDay(locale, row.validUntil) })}`}
      </p>
    </li>
  );
}

const STATES = ['active', 'pending', 'expired', 'suspended'] as const;

function MemberFilterBar() {
  const { filter, authorities } = useLoaderData<typeof loader>();
  const t = useTranslations('admin');
  const roles = useTranslations('roles');
  const members = useTranslations('members');
  return (
    <Form method="get" action={paths.adminMembers()} className="filter-bar" key={JSON.stringify(filter)}>
      <TextInput name="q" type="search" label={t('search')} optional defaultValue={filter.q} />
      <Select
        name="status"
        label={t('status')}
        optional
        options={[
          { value: '', label: t('anyStatus') },
          ...STATES.map((value) => ({ value, label: members(`state.${value}`) })),
        ]}
        defaultValue={filter.status ?? ''}
      />
      <Select
        name="role"
        label={t('role')}
        optional
        options={[{ value: '', label: t('anyRole') }, ...ROLES.map((value) => ({ value, label: roles(value) }))]}
        defaultValue={filter.role ?? ''}
      />
      <Select
        name="authority"
        label={t('authority')}
        optional
        options={[{ value: '', label: t('anyAuthority') }, ...authorities]}
        defaultValue={filter.authority}
      />
      <Button size="sm" icon="sliders-horizontal">
        {t('filter')}
      </Button>
    </Form>
  );
}
