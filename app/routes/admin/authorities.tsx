import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { saveAuthority } from '#app/domain/authorities/commands.server';
import { AuthorityInput } from '#app/domain/authorities/input';
import { AUTHORITY_KINDS, AUTHORITY_SIZES, DISTRICTS } from '#app/domain/authorities/model';
import { listAuthorities } from '#app/domain/authorities/queries.server';
import { localName } from '#app/domain/named';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { formatNumber } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { AdminHead } from '#app/routes/admin/admin-head';
import { editedId } from '#app/routes/admin/edited-id';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const rows = await listAuthorities(viewer);
  const id = editedId(new URL(args.request.url).searchParams.get('edit'));
  return json({
    title: pageTitle(locale, 'admin.authorities'),
    rows: rows.map((row) => ({
      ...row,
      label: localName(row.name, locale),
      primaryContacts: row.primaryContacts.map((name) => localName(name, locale)),
    })),
    edited: rows.find((row) => row.id === id) ?? null,
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  const form = parseForm(fields, AuthorityInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const outcome = await attempt(fields, () => saveAuthority(viewer, editedId(fields.id), form.value));
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  return redirectWithFlash(paths.adminAuthorities(), { tone: 'positive', key: 'admin.authoritySaved' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AdminAuthorities() {
  const { rows, edited } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const t = useTranslations('admin');
  return (
    <Page>
      <AdminHead current="authorities" />
      <SectionHead
        title={edited ? t('editAuthority', { name: localName(edited.name, locale) }) : t('addAuthorityTitle')}
      />
      <AuthorityForm key={edited?.id ?? 'new'} />
      <SectionHead title={t('authorities')} />
      <ul className="rows">
        {rows.map((row) => (
          <AuthorityLine key={row.id} row={row} />
        ))}
      </ul>
    </Page>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

function AuthorityLine({ row }: { row: Row }) {
  const locale = useLocale();
  const t = useTranslations('admin');
  const words = useTranslations('authorities');
  return (
    <li className="notice" data-row="">
      <div className="cluster">
        <Link to={paths.adminAuthorities({ edit: row.id })} aria-label={t('editAuthority', { name: row.label })}>
          <bdi>{row.label}</bdi>
        </Link>
        {row.primaryContacts.length === 0 && <Badge tone="warning">{t('noContact')}</Badge>}
      </div>
      <p className="facts">
        {words(`kind.${row.kind}`)} · {words(`district.${row.district}`)} · {words(`size.${row.size}`)} ·{' '}
        {t('memberCount')}: {formatNumber(locale, row.memberCount)}
        {row.primaryContacts.map((name) => (
          <span key={name}>
            {' '}
            · <bdi>{name}</bdi>
          </span>
        ))}
      </p>
    </li>
  );
}

function AuthorityForm() {
  const { edited } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('admin');
  const words = useTranslations('authorities');
  const account = useTranslations('account');
  const labels = {
    nameHe: t('nameHe'),
    nameEn: t('nameEn'),
    slug: t('slug'),
    kind: t('kind'),
    district: t('district'),
    population: t('population'),
    size: t('size'),
  };
  const field = (name: keyof typeof labels, start = '') => ({
    name,
    label: labels[name],
    errors: reply?.errors[name],
    defaultValue: typed(reply, name, start),
  });
  const choose = { value: '', label: account('apply.choose') };
  return (
    <Form method="post" action={paths.adminAuthorities({ edit: edited?.id })} noValidate className="stack">
      <ErrorSummary errors={reply?.errors} labels={labels} />
      <input type="hidden" name="id" value={edited?.id ?? ''} />
      <TextInput {...field('nameHe', edited?.name.he)} maxLength={100} />
      <TextInput {...field('nameEn', edited?.name.en)} dir="ltr" maxLength={100} />
      <TextInput {...field('slug', edited?.slug)} hint={t('slugHint')} dir="ltr" maxLength={60} />
      <Select
        {...field('kind', edited?.kind)}
        options={[choose, ...AUTHORITY_KINDS.map((value) => ({ value, label: words(`kind.${value}`) }))]}
      />
      <Select
        {...field('district', edited?.district)}
        options={[choose, ...DISTRICTS.map((value) => ({ value, label: words(`district.${value}`) }))]}
      />
      <TextInput {...field('population', String(edited?.population ?? ''))} inputMode="numeric" dir="ltr" optional />
      <Select
        {...field('size', edited?.population === null ? edited.size : '')}
        hint={t('sizeHint')}
        optional
        options={[
          { value: '', label: t('sizeByPopulation') },
          ...AUTHORITY_SIZES.map((value) => ({ value, label: words(`size.${value}`) })),
        ]}
      />
      <div className="cluster">
        <Button variant="primary" icon={edited ? 'check' : 'plus'}>
          {edited ? t('save') : t('add')}
        </Button>
        {edited && <Link to={paths.adminAuthorities()}>{t('cancel')}</Link>}
      </div>
    </Form>
  );
}
