import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listAccess } from '#app/domain/members/access.server';
import { localName } from '#app/domain/named';
import { getLocale } from '#app/http/locale.server';
import { longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { AdminHead } from '#app/routes/admin/admin-head';
import { StateBadge } from '#app/routes/admin/state-badge';
import { Page } from '#app/ui/layout/frame';
import { Icon } from '#app/ui/primitives/icon';
import { Link } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const rows = await listAccess(viewer);
  return json({
    title: pageTitle(locale, 'access.title'),
    rows: rows.map(({ authority, person, by, ...row }) => ({
      ...row,
      authority: authority && localName(authority, locale),
      handle: person.handle,
      name: localName(person.name, locale),
      by: by && localName(by, locale),
    })),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Access() {
  const { rows } = useLoaderData<typeof loader>();
  const t = useTranslations('access');
  return (
    <Page>
      <AdminHead current="access" />
      <p>{t('lead')}</p>
      <p>
        <a href={paths.accessFile()} className="btn btn-secondary btn-sm" download>
          <Icon name="file-text" />
          {t('download')}
        </a>
      </p>
      <ul className="rows">
        {rows.map((row) => (
          <AccessLine key={`${row.handle} ${row.what} ${row.authority}`} row={row} />
        ))}
      </ul>
    </Page>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

function AccessLine({ row }: { row: Row }) {
  const locale = useLocale();
  const t = useTranslations('access');
  const roles = useTranslations('roles');
  const what = row.what === 'contact' ? t('contactOf', { authority: row.authority ?? '' }) : roles(row.what);
  const day = (iso: string) => longDay(locale, iso);
  const facts = [
    row.since ? t('sinceDay', { date: day(row.since) }) : t('sinceUnknown'),
    row.by && t('givenBy', { name: row.by }),
    row.lastSeenAt ? t('seen', { date: day(row.lastSeenAt) }) : t('notSeen'),
  ];
  return (
    <li className="notice">
      <div className="cluster">
        <Link to={paths.adminMember(row.handle)}>
          <strong>
            <bdi>{row.name}</bdi>
          </strong>
        </Link>
        <Badge tone={row.what === 'contact' ? 'neutral' : 'accent'}>{what}</Badge>
        {row.state !== 'active' && <StateBadge state={row.state} />}
        <Badge tone={row.secondFactor ? 'positive' : 'warning'}>{t(row.secondFactor ? 'factorOn' : 'factorOff')}</Badge>
      </div>
      <p className="facts">
        {facts.filter(Boolean).map((fact, index) => (
          <span key={String(fact)}>
            {index > 0 && ' · '}
            <bdi>{fact}</bdi>
          </span>
        ))}
      </p>
    </li>
  );
}
