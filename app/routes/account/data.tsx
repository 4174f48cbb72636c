import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requestErasure, withdrawErasure } from '#app/domain/own-data/erasure.server';
import { ProofInput } from '#app/domain/own-data/input';
import { DATA_GROUPS } from '#app/domain/own-data/model';
import { getOwnData } from '#app/domain/own-data/queries.server';
import { isMember } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { loginToken } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { AccountHead } from '#app/routes/account/account-tabs';
import { EraseForm, ExportForm } from '#app/routes/account/data-forms';
import { DataTable } from '#app/routes/account/data-table';
import { limitPasswordChecks } from '#app/routes/account/limits.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { signedInOnly } from '#app/routes/account/signed-in.server';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';

export async function loader(args: LoaderFunctionArgs) {
  const { viewer } = await signedInOnly(args);
  const { groups, ...data } = await getOwnData(viewer);
  const part = (keys: readonly string[]) => groups.filter(({ group }) => keys.includes(group));
  return json({
    title: pageTitle(getLocale(args.request, viewer), 'ownData.title'),
    inForce: isMember(viewer),
    parts: {
      account: part(DATA_GROUPS.account),
      content: part(DATA_GROUPS.content),
      marks: part(DATA_GROUPS.marks),
    },
    ...data,
  });
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, memberId } = await signedInOnly(args);
  const fields = await readFields(args.request);
  if (fields.intent === 'withdraw') {
    await withdrawErasure(viewer);
    return redirectWithFlash(paths.accountData(), { tone: 'positive', key: 'toast.eraseWithdrawn' });
  }
  const form = parseForm(fields, ProofInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(fields, () => {
    limitPasswordChecks(memberId);
    return requestErasure(viewer, { ...form.value, loginToken: loginToken(args.request) });
  });
  return done.ok
    ? redirectWithFlash(paths.accountData(), { tone: 'positive', key: 'toast.eraseAsked' })
    : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** What the forum keeps of whoever is signed in, to take away or to have erased. */
export default function OwnData() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('ownData');
  return (
    <Page>
      {data.inForce ? <AccountHead current="data" /> : <PageHeader title={t('title')} />}
      <ErrorSummary errors={reply?.errors} labels={{ password: t('password') }} />
      <p>{t('lead')}</p>
      <DataTable heading="account" rows={data.parts.account} links={data.inForce} />
      <DataTable heading="content" rows={data.parts.content} links={data.inForce} />
      <DataTable heading="marks" rows={data.parts.marks} links={data.inForce} />
      <ExportForm asksPassword={data.asksPassword} />
      <EraseForm asksPassword={data.asksPassword} dueAt={data.erasureDueAt} reply={reply} />
    </Page>
  );
}
