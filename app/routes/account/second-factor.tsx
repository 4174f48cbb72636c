import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { getSecondFactor } from '#app/domain/login/second-factor.server';
import { readFields, refused } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { AccountHead } from '#app/routes/account/account-tabs';
import { actOnFactor } from '#app/routes/account/factor-actions.server';
import { FactorOff, FactorOn, FactorSetup, RecoveryCodes } from '#app/routes/account/factor-forms';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { Page } from '#app/ui/layout/frame';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Callout } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const { setup, ...state } = await getSecondFactor(viewer);
  return json(
    {
      title: pageTitle(getLocale(args.request, viewer), 'account.factor'),
      ...state,
      required: viewer.withheldRole !== undefined,
      setup: setup && { secret: setup.secret },
    },
    { headers: { 'Cache-Control': 'no-store' } },
  );
}

/** A form that came back, or recovery codes that are shown this once. */
export type FactorReply = FormReply & { codes?: string[] };

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  const outcome = await actOnFactor(viewer, fields);
  if ('reply' in outcome) {
    return refused(outcome.reply);
  }
  if (outcome.codes === null) {
    throw redirect(paths.accountFactor(), 303);
  }
  const shown: FactorReply = { intent: 'shown', values: {}, errors: {}, codes: outcome.codes };
  return json(shown, { headers: { 'Cache-Control': 'no-store' } });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function SecondFactor() {
  const data = useLoaderData<typeof loader>();
  const reply: FactorReply | undefined = useActionData<typeof action>();
  const t = useTranslations('secondFactor');
  return (
    <Page>
      <AccountHead current="factor" />
      <p>{t('lead')}</p>
      {data.required && (
        <Callout tone="warning">
          <p>{t('required')}</p>
        </Callout>
      )}
      <ErrorSummary errors={reply?.errors} labels={{ code: t('code'), password: t('password') }} />
      {reply?.codes && <RecoveryCodes codes={reply.codes} />}
      {data.confirmed ? (
        <FactorOn codesLeft={data.codesLeft} asksPassword={data.asksPassword} reply={reply} />
      ) : data.setup ? (
        <FactorSetup setup={data.setup} reply={reply} />
      ) : (
        <FactorOff asksPassword={data.asksPassword} reply={reply} />
      )}
    </Page>
  );
}
