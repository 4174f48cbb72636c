import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { strictness } from '#app/domain/labels';
import { redirectWithFlash } from '#app/http/flash.server';
import { readFields, refused } from '#app/http/form.server';
import { pageData } from '#app/http/page-data.server';
import { idParam } from '#app/http/params.server';
import { useTranslations } from '#app/i18n/translations';
import { memberOnly } from '#app/routes/account/member-only.server';
import { actOnLabel } from '#app/routes/threads/label-actions.server';
import { labelData } from '#app/routes/threads/label-data.server';
import { ChangeLabel, LabelRequests, Recipients, RequestLabel } from '#app/routes/threads/label-forms';
import { LabelHistory, Readers } from '#app/routes/threads/label-records';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Page } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';

export async function loader(args: LoaderFunctionArgs) {
  return pageData(await labelData(args, idParam(args.params.id)));
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const outcome = await actOnLabel(viewer, idParam(args.params.id), await readFields(args.request));
  if ('reply' in outcome) {
    return refused(outcome.reply);
  }
  return outcome.toast
    ? redirectWithFlash(outcome.to, { tone: 'positive', key: `toast.${outcome.toast}` })
    : redirect(outcome.to);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

/** Who sees a thread or a reply, who has read it, and the forms that change it. */
export default function PostLabel() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('labelPage');
  const labels = useTranslations('labels');
  // Under a looser label nobody is let in by name.
  const narrow = strictness(data.label) > strictness('GREEN');
  const replyTo = (intent: string) => (reply?.intent === intent ? reply : undefined);
  return (
    <Page>
      <PageHeader
        title={t('title')}
        lead={<bdi dir={data.titleDir}>{data.title}</bdi>}
        up={{ href: data.back, label: t('back') }}
      />
      <ErrorSummary
        errors={reply?.errors}
        labels={{ label: t('newLabel'), reason: t('reason'), recipients: t('recipients') }}
      />
      <section className="label-now" aria-label={t('now')}>
        <LabelBadge label={data.label} size="large" />
        <p>{labels(data.label)}</p>
        <p className="facts">{t(data.isThread ? 'leadThread' : 'leadPost')}</p>
      </section>
      {data.requests.length > 0 && <LabelRequests here={data.here} requests={data.requests} />}
      {data.isThread && (narrow || data.recipients.length > 0) && (
        <Recipients data={data} reply={replyTo('recipients')} />
      )}
      {data.choices.length > 0 && <ChangeLabel data={data} reply={replyTo('label')} />}
      {data.requestable.length > 0 && <RequestLabel data={data} reply={replyTo('request')} />}
      {data.history && (
        <>
          <SectionHead title={t('history')} />
          <LabelHistory changes={data.history} />
        </>
      )}
      {data.readers && <Readers data={data} readers={data.readers} />}
    </Page>
  );
}
