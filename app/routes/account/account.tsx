import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ProfileInput } from '#app/domain/members/input';
import { editProfile } from '#app/domain/members/profile.server';
import { getOwnProfile } from '#app/domain/members/queries.server';
import { localName } from '#app/domain/named';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { getLocale, preferenceCookie } from '#app/http/locale.server';
import { longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { AccountHead } from '#app/routes/account/account-tabs';
import { DisplayFields } from '#app/routes/account/display-fields';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { EmploymentField, ItRoleField, NameFields } from '#app/routes/account/person-fields';
import { ShownFields } from '#app/routes/account/shown-fields';
import { typed } from '#app/routes/account/typed';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Select } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';
import { TextArea } from '#app/ui/primitives/text-area';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const profile = await getOwnProfile(viewer);
  const authorities = profile.authorities.map((each) => ({
    value: String(each.id),
    label: localName(each.name, locale),
  }));
  return json({ title: pageTitle(locale, 'account.title'), profile: { ...profile, authorities } });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const form = await readForm(args.request, ProfileInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const outcome = await attempt(form.form, () => editProfile(viewer, form.value));
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  // This browser follows at once: its cookies say how it shows pages.
  const headers = new Headers();
  for (const name of ['locale', 'theme', 'density'] as const) {
    headers.append('Set-Cookie', preferenceCookie(name, form.value[name]));
  }
  return redirectWithFlash(paths.account(), { tone: 'positive', key: 'account.saved' }, headers);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Account() {
  const { profile } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const t = useTranslations('account');
  return (
    <Page>
      <AccountHead current="profile" />
      <p>
        <bdi dir="ltr">{profile.email}</bdi> (<Link to={paths.accountEmail()}>{t('changeEmail')}</Link>) ·{' '}
        {profile.validUntil ? t('validUntil', { date: longDay(locale, profile.validUntil) }) : t('noEnd')}
      </p>
      <p>
        <Link to={paths.member(profile.handle)}>{t('viewProfile')}</Link>
      </p>
      <ProfileForm />
    </Page>
  );
}

function ProfileForm() {
  const { profile } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('account');
  return (
    <Form method="post" action={paths.account()} noValidate className="stack">
      <ErrorSummary errors={reply?.errors} labels={{ name: t('name'), nameEn: t('nameEn'), about: t('about') }} />
      <NameFields reply={reply} name={profile.name} nameEn={profile.nameEn} />
      <p className="field-hint">{t('handleHint', { handle: profile.handle })}</p>
      <ItRoleField reply={reply} start={profile.itRole ?? ''} optional />
      <EmploymentField reply={reply} start={profile.employment} />
      {profile.authorities.length > 1 && (
        <Select
          name="firstAuthority"
          label={t('firstAuthority')}
          options={profile.authorities}
          defaultValue={typed(reply, 'firstAuthority', profile.authorities[0]?.value)}
          errors={reply?.errors.firstAuthority}
        />
      )}
      {profile.authorities.length === 1 && (
        <p>
          {t('authorities')}: <bdi>{profile.authorities[0]?.label}</bdi>
        </p>
      )}
      {profile.authorities.length === 0 && <p>{t('noAuthorities')}</p>}
      <TextArea
        name="about"
        label={t('about')}
        hint={t('aboutHint')}
        optional
        maxLength={2000}
        defaultValue={typed(reply, 'about', profile.about)}
        errors={reply?.errors.about}
      />
      <ShownFields reply={reply} start={profile} />
      <SectionHead title={t('display')} />
      <DisplayFields reply={reply} start={profile} />
      <div>
        <Button variant="primary" icon="check">
          {t('save')}
        </Button>
      </div>
    </Form>
  );
}
