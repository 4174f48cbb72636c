import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { appealMeasure, confirmMeasureRead } from '#app/domain/measures/commands.server';
import { AppealInput, MeasureChoice } from '#app/domain/measures/input';
import { APPEAL_MAX_CHARS } from '#app/domain/measures/model';
import { listOwnMeasures } from '#app/domain/measures/queries.server';
import { isMember } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { AccountHead } from '#app/routes/account/account-tabs';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { type ListedMeasure, MeasureList } from '#app/routes/admin/measure-list';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Form } from '#app/ui/primitives/link';
import { TextArea } from '#app/ui/primitives/text-area';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const measures = await listOwnMeasures(viewer);
  if (measures === null) {
    await memberOnly(args);
  }
  const title = pageTitle(getLocale(args.request, viewer), 'account.standing');
  return json({ title, member: isMember(viewer), measures: measures ?? [] });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await getViewer(args);
  const fields = await readFields(args.request);
  if (fields.intent === 'appeal') {
    const form = parseForm(fields, AppealInput);
    if (!form.ok) {
      return refused(form.reply);
    }
    const outcome = await attempt(fields, () => appealMeasure(viewer, form.value.measure, form.value.appeal));
    return outcome.ok
      ? redirectWithFlash(paths.accountStanding(), { tone: 'positive', key: 'toast.appealSent' })
      : refused(outcome.reply);
  }
  const form = parseForm(fields, MeasureChoice);
  if (!form.ok) {
    return refused(form.reply);
  }
  await confirmMeasureRead(viewer, form.value.measure);
  return redirectWithFlash(paths.accountStanding(), { tone: 'positive', key: 'toast.measureRead' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Standing() {
  const { member, measures } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const account = useTranslations('account');
  const t = useTranslations('measures');
  return (
    <Page>
      {member ? <AccountHead current="standing" /> : <PageHeader title={account('standing')} />}
      <ErrorSummary errors={reply?.errors} labels={{ appeal: t('appealLabel') }} />
      {measures.length > 0 && <p>{t('ownLead')}</p>}
      <MeasureList measures={measures} none={t('ownNone')}>
        {(measure) => <OwnForms measure={measure} />}
      </MeasureList>
    </Page>
  );
}

function OwnForms({ measure }: { measure: ListedMeasure }) {
  const reply = useActionData<typeof action>();
  const t = useTranslations('measures');
  const own = reply?.values.measure === String(measure.id) ? reply : undefined;
  return (
    <>
      {measure.readAt === null && (
        <Form method="post" action={paths.accountStanding()}>
          <input type="hidden" name="measure" value={measure.id} />
          <Button size="sm" icon="check" name="intent" value="read">
            {t('confirmRead')}
          </Button>
        </Form>
      )}
      {measure.appealedAt === null && (
        <details open={own !== undefined}>
          <summary>{t('appeal')}</summary>
          <Form method="post" action={paths.accountStanding()} noValidate className="stack">
            <input type="hidden" name="measure" value={measure.id} />
            <TextArea
              name="appeal"
              id={`appeal-${measure.id}`}
              label={t('appealLabel')}
              maxLength={APPEAL_MAX_CHARS}
              defaultValue={typed(own, 'appeal')}
              errors={own?.errors.appeal}
            />
            <div>
              <Button size="sm" variant="primary" name="intent" value="appeal">
                {t('appealSubmit')}
              </Button>
            </div>
          </Form>
        </details>
      )}
    </>
  );
}
