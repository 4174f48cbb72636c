import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listAuthorityNames } from '#app/domain/authorities/queries.server';
import { approveMember } from '#app/domain/members/application.server';
import { type ConfirmationRow, listConfirmations } from '#app/domain/members/confirmations.server';
import { AuthorityChoice, ServingInput } from '#app/domain/members/input';
import { takeOffAuthority } from '#app/domain/members/leaving.server';
import { canAdminister } from '#app/domain/members/policy';
import { localName } from '#app/domain/named';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { PeopleList } from '#app/routes/admin/confirmation-list';
import { Page } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Select } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

function chosen(url: string): number | undefined {
  const parsed = AuthorityChoice.safeParse({ authority: new URL(url).searchParams.get('authority') });
  return parsed.success ? parsed.data.authority : undefined;
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const authority = chosen(args.request.url);
  const groups = await listConfirmations(viewer, authority);
  const names = canAdminister(viewer) ? await listAuthorityNames(viewer, locale) : [];
  const person = (row: ConfirmationRow) => ({ ...row, name: localName(row.name, locale) });
  return json({
    title: pageTitle(locale, 'confirmations.title'),
    chosen: authority === undefined ? '' : String(authority),
    groups: groups.map((group) => ({
      id: group.authority.id,
      name: localName(group.authority.name, locale),
      rows: group.rows.map(person),
    })),
    authorities: names.map((each) => ({ value: String(each.id), label: localName(each.name, locale) })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  const form = parseForm(fields, ServingInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const { handle, authority } = form.value;
  const letGo = fields.intent === 'letGo';
  const outcome = await attempt(fields, () =>
    letGo ? takeOffAuthority(viewer, handle, authority) : approveMember(viewer, handle),
  );
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  const key = letGo ? 'toast.takenOff' : 'admin.confirmed';
  // Who took themself off may have nothing to see there any more.
  const path = letGo && handle === viewer.handle ? paths.home() : backTo(args.request.url);
  return redirectWithFlash(path, { tone: 'positive', key, values: { name: `@${handle}` } });
}

function backTo(url: string): string {
  return paths.confirmations({ authority: chosen(url) });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Confirmations() {
  const { groups, authorities, chosen: authority } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('confirmations');
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} up={{ href: paths.approvals(), label: t('up') }} />
      <ErrorSummary errors={reply?.errors} />
      {authorities.length > 0 && (
        <Form method="get" action={paths.confirmations()} className="cluster">
          <Select
            name="authority"
            label={t('authority')}
            labelHidden
            optional
            options={[{ value: '', label: t('authority') }, ...authorities]}
            defaultValue={authority}
          />
          <Button>{t('show')}</Button>
        </Form>
      )}
      {groups.length === 0 && <p className="facts">{t('noAuthority')}</p>}
      {groups.map((group) => (
        <section key={group.id}>
          <SectionHead title={<bdi>{group.name}</bdi>} />
          <PeopleList rows={group.rows} authority={group.id} chosen={authority} />
        </section>
      ))}
    </Page>
  );
}
