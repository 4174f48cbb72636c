import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { forbidden } from '#app/domain/errors';
import { limitsNewMembers, setNewMemberLimits } from '#app/domain/limits/new-members.server';
import { LimitsInput } from '#app/domain/login/input';
import { getLoginLimits, setLoginLimits } from '#app/domain/login/limits.server';
import { requiresSecondFactor, setSecondFactorRequired } from '#app/domain/login/policy.server';
import { allowsSsoByEmail, setSsoByEmail } from '#app/domain/login/sso-setting.server';
import { canAdminister } from '#app/domain/members/policy';
import { OrganizationInput } from '#app/domain/organization/input';
import { STATEMENT_MAX_CHARS } from '#app/domain/organization/model';
import { getOrganization, setOrganization } from '#app/domain/organization/setting.server';
import { setOutsiderComments, takesOutsiderComments } from '#app/domain/outsider-comments/setting.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused, type SubmittedForm } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { messagesOf, translator } from '#app/i18n/translator.server';
import { getEnv } from '#app/instances.server';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { AdminHead } from '#app/routes/admin/admin-head';
import { OrganizationForm } from '#app/routes/admin/organization-form';
import { LIMIT_FIELDS, LimitsForm, NewMembersForm, OutsidersForm, SsoForm } from '#app/routes/admin/settings-forms';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Form, Link } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const locale = getLocale(args.request, viewer);
  const title = pageTitle(locale, 'admin.settings');
  return json({
    title,
    required: await requiresSecondFactor(),
    limits: await getLoginLimits(viewer),
    sso: await ssoState(),
    limited: await limitsNewMembers(),
    outsiders: await takesOutsiderComments(),
    organization: {
      ...(await getOrganization(viewer)),
      words: messagesOf(locale).organization.page,
      hint: translator(locale)('organization.hint', { max: STATEMENT_MAX_CHARS }),
    },
  });
}

/** Whether the provider's word on addresses counts; null where there is no provider. */
async function ssoState(): Promise<boolean | null> {
  return getEnv().sso === null ? null : allowsSsoByEmail();
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  if (fields.intent === 'sso') {
    await setSsoByEmail(viewer, fields.allowed === 'yes');
    return redirectWithFlash(paths.adminSettings(), { tone: 'positive', key: 'toast.settingsSaved' });
  }
  if (fields.intent === 'outsiders') {
    await setOutsiderComments(viewer, fields.open === 'yes');
    return redirectWithFlash(paths.adminSettings(), { tone: 'positive', key: 'toast.settingsSaved' });
  }
  if (fields.intent === 'organization') {
    return saveWith(fields, OrganizationInput, (input) => setOrganization(viewer, input));
  }
  if (fields.intent === 'limits') {
    return saveWith(fields, LimitsInput, (input) => setLoginLimits(viewer, input));
  }
  const outcome = await attempt(fields, () =>
    fields.limited === undefined
      ? setSecondFactorRequired(viewer, fields.required === 'yes')
      : setNewMemberLimits(viewer, fields.limited === 'yes'),
  );
  return outcome.ok
    ? redirectWithFlash(paths.adminSettings(), { tone: 'positive', key: 'toast.settingsSaved' })
    : refused(outcome.reply);
}

async function saveWith<S extends z.ZodType>(
  fields: SubmittedForm,
  schema: S,
  save: (input: z.output<S>) => Promise<void>,
) {
  const form = parseForm(fields, schema);
  if (!form.ok) {
    return refused(form.reply);
  }
  const outcome = await attempt(fields, () => save(form.value));
  return outcome.ok
    ? redirectWithFlash(paths.adminSettings(), { tone: 'positive', key: 'toast.settingsSaved' })
    : refused(outcome.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Rules of the association that the forum enforces. */
export default function AdminSettings() {
  const { required, limits, sso, limited, outsiders, organization } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('admin');
  const labels = Object.fromEntries(LIMIT_FIELDS.map((name) => [name, t(name)]));
  return (
    <Page>
      <AdminHead current="settings" />
      <ErrorSummary errors={reply?.errors} labels={{ required: t('factorPolicy'), ...labels, ...organization.words }} />
      <SectionHead title={t('factorPolicy')} />
      <p>{t('factorPolicyLead')}</p>
      <p>
        <Badge tone={required ? 'positive' : 'neutral'}>{t(required ? 'factorRequired' : 'factorNotRequired')}</Badge>{' '}
        <Link to={paths.accountFactor()}>{t('factorOwn')}</Link>
      </p>
      <Form method="post" action={paths.adminSettings()}>
        <Button name="required" value={required ? 'no' : 'yes'} variant={required ? 'secondary' : 'primary'}>
          {t(required ? 'factorStopRequiring' : 'factorRequire')}
        </Button>
      </Form>
      {sso !== null && <SsoForm allowed={sso} />}
      <LimitsForm reply={reply} limits={limits} />
      <NewMembersForm limited={limited} />
      <OutsidersForm open={outsiders} />
      <OrganizationForm reply={reply} organization={organization} />
    </Page>
  );
}
