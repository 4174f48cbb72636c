import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { findProofWays } from '#app/domain/login/proof.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { readFields, refused } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { ownPath, paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { carriedFields, prove } from '#app/routes/account/prove-actions.server';
import { ProveForms } from '#app/routes/account/prove-forms';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Link } from '#app/ui/primitives/link';

function destination(url: string): string {
  return ownPath(new URL(url).searchParams.get('to'));
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const title = pageTitle(getLocale(args.request, viewer), 'prove.title');
  const data = { title, to: destination(args.request.url), ways: await findProofWays(viewer) };
  return json(data, { headers: { 'Cache-Control': 'no-store' } });
}

/**
 * A form that was sent on here is shown again, hidden, with the question who one is; with the right answer it goes to
 * where it was going (307: the browser sends it).
 */
export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  const to = destination(args.request.url);
  const carried = carriedFields(fields);
  if (fields.proveWay === undefined) {
    const shown: FormReply = { intent: '', values: carried, errors: {} };
    return json(shown, { headers: { 'Cache-Control': 'no-store' } });
  }
  const outcome = await prove(viewer, fields, args.context.ipAddress);
  if ('reply' in outcome) {
    return refused(outcome.reply);
  }
  if (outcome.mailed) {
    return redirectWithFlash(paths.prove({ to }), { tone: 'positive', key: 'toast.linkSent' });
  }
  return redirect(to, Object.keys(carried).length > 0 ? 307 : 303);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Prove() {
  const { to, ways } = useLoaderData<typeof loader>();
  const reply: FormReply | undefined = useActionData<typeof action>();
  const t = useTranslations('prove');
  const factor = useTranslations('secondFactor');
  const carried = Object.entries(reply?.values ?? {}).filter(([name]) => !name.startsWith('prove'));
  return (
    <Page width="centred">
      <PageHeader title={t('title')} lead={t('lead')} />
      <ErrorSummary
        errors={reply?.errors}
        labels={{ password: t('password'), code: factor('anyCode') }}
        ids={{ password: 'field-provePassword', code: 'field-proveCode' }}
      />
      {carried.length > 0 && <p>{t('kept')}</p>}
      <ProveForms ways={ways} to={to} carried={carried} reply={reply} />
      <p>
        <Link to={to}>{t('back')}</Link>
      </p>
    </Page>
  );
}
