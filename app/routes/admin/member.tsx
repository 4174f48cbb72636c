import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { listAuthorityNames } from '#app/domain/authorities/queries.server';
import { SuspensionInput } from '#app/domain/measures/input';
import { listMeasures } from '#app/domain/measures/queries.server';
import {
  reinstateMember,
  setMemberAuthorities,
  setRole,
  setValidUntil,
  suspendMember,
} from '#app/domain/members/administration.server';
import { getMemberForAdministration } from '#app/domain/members/administration-queries.server';
import { AuthoritiesInput, RoleInput, ValidityInput } from '#app/domain/members/input';
import { localName } from '#app/domain/named';
import { eraseMember } from '#app/domain/own-data/erasure.server';
import { EraseInput } from '#app/domain/own-data/input';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused, type SubmittedForm } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { isoDay, longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { EraseMemberForm } from '#app/routes/admin/erase-form';
import { MeasureList } from '#app/routes/admin/measure-list';
import { AuthoritiesForm, RoleForm, StandingForm, ValidityForm } from '#app/routes/admin/member-forms';
import { presentMeasures } from '#app/routes/admin/present-measures.server';
import { StateBadge } from '#app/routes/admin/state-badge';
import { Page } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Time } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const member = await getMemberForAdministration(viewer, args.params.handle ?? '');
  const [names, { measures }] = await Promise.all([
    listAuthorityNames(viewer, locale),
    listMeasures(viewer, member.handle),
  ]);
  const name = localName(member.name, locale);
  return json({
    title: `${name} · ${translator(locale)('app.name')}`,
    member: {
      ...member,
      name,
      verifiedBy: member.verifiedBy && localName(member.verifiedBy.name, locale),
      // The end is the midnight after the last day.
      lastDay: member.validUntil ? isoDay(Date.parse(member.validUntil) - 1) : '',
      authorities: member.authorities.map(({ id, primaryContact }) => ({ id: String(id), primaryContact })),
    },
    measures: presentMeasures(measures, locale),
    authorities: names.map((each) => ({ value: String(each.id), label: localName(each.name, locale) })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const handle = args.params.handle ?? '';
  const fields = await readFields(args.request);
  const done = { fields, path: paths.adminMember(handle) };
  switch (fields.intent) {
    case 'role':
      return perform(done, RoleInput, 'admin.roleSaved', (input) => setRole(viewer, handle, input.role));
    case 'suspend':
      return perform(done, SuspensionInput, 'admin.suspended', (input) =>
        suspendMember(viewer, handle, input.reason, input.until),
      );
    case 'validity':
      return perform(done, ValidityInput, 'admin.validitySaved', (input) =>
        setValidUntil(viewer, handle, input.validUntil),
      );
    case 'authorities':
      return perform(done, AuthoritiesInput, 'admin.authoritiesSaved', (input) =>
        setMemberAuthorities(viewer, handle, input),
      );
    case 'reinstate':
      await reinstateMember(viewer, handle);
      return redirectWithFlash(done.path, { tone: 'positive', key: 'admin.reinstated' });
    case 'erase':
      return perform({ fields, path: paths.adminMembers() }, EraseInput, 'toast.memberErased', (input) =>
        eraseMember(viewer, handle, { reference: input.reference, typed: input.handle }),
      );
    default:
      throw new Response(null, { status: 422 });
  }
}

/** Parses one of the page's forms, runs its command, and comes back to the page with a word about it. */
async function perform<S extends z.ZodType>(
  { fields, path }: { fields: SubmittedForm; path: string },
  schema: S,
  key: string,
  command: (input: z.output<S>) => Promise<void>,
) {
  const form = parseForm(fields, schema);
  if (!form.ok) {
    return refused(form.reply);
  }
  const outcome = await attempt(fields, () => command(form.value));
  return outcome.ok ? redirectWithFlash(path, { tone: 'positive', key }) : refused(outcome.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AdminMember() {
  const { member, authorities, measures } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('admin');
  const measured = useTranslations('measures');
  return (
    <Page>
      <PageHeader title={<bdi>{member.name}</bdi>} up={{ href: paths.adminMembers(), label: t('members') }} />
      <ErrorSummary errors={reply?.errors} />
      <MemberFacts />
      <RoleForm reply={reply} role={member.role} />
      <AuthoritiesForm reply={reply} served={member.authorities} authorities={authorities} />
      <ValidityForm reply={reply} lastDay={member.lastDay} />
      <SectionHead
        title={measured('historyAll')}
        href={paths.adminMeasures(member.handle)}
        linkText={measured('link')}
      />
      <MeasureList measures={measures} none={measured('none')} />
      {member.state !== 'pending' && <StandingForm reply={reply} suspended={member.state === 'suspended'} />}
      <EraseMemberForm reply={reply} handle={member.handle} />
    </Page>
  );
}

function MemberFacts() {
  const { member } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const t = useTranslations('admin');
  const roles = useTranslations('roles');
  return (
    <div className="stack">
      <div className="cluster">
        <StateBadge state={member.state} />
        <bdi dir="ltr">@{member.handle}</bdi>
        <bdi dir="ltr">{member.email}</bdi>
        {member.itRole && <span>{roles(member.itRole)}</span>}
      </div>
      <p className="facts">
        {t('joined')}: {longDay(locale, member.createdAt)} · {t('lastSeen')}:{' '}
        {member.lastSeenAt ? <Time iso={member.lastSeenAt} /> : t('never')} ·{' '}
        {t('loginCount', { count: member.loginCount })}
        {member.verifiedBy && ` · ${t('verifiedBy', { name: member.verifiedBy })}`}
      </p>
    </div>
  );
}
