import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { RetentionInput } from '#app/domain/retention/input';
import { MONTHS_MAX, MONTHS_MIN, SET_JOBS } from '#app/domain/retention/model';
import { getRetention, setRetention } from '#app/domain/retention/settings.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { AdminHead } from '#app/routes/admin/admin-head';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Time } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const lines = await getRetention(viewer);
  return json({ title: pageTitle(getLocale(args.request, viewer), 'admin.retention'), lines });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const form = await readForm(args.request, RetentionInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(form.form, () => setRetention(viewer, form.value));
  return done.ok
    ? redirectWithFlash(paths.adminRetention(), { tone: 'positive', key: 'toast.settingsSaved' })
    : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** What is kept how long, when it was last let go, and the times the association sets itself. */
export default function Retention() {
  const { lines } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('retention');
  const labels = Object.fromEntries(SET_JOBS.map((job) => [job, t(`jobs.${job}`)]));
  return (
    <Page>
      <AdminHead current="retention" />
      <ErrorSummary errors={reply?.errors} labels={labels} />
      <p>{t('lead')}</p>
      <table className="data-table data-table-text">
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('kept')}</th>
            <th scope="col">{t('ran')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ job, months, ranAt, removed }) => (
            <tr key={job}>
              <th scope="row">{t(`jobs.${job}`)}</th>
              <td>{months === null ? t(`fixed.${job}`) : t('months', { count: months })}</td>
              <td>
                {ranAt === null ? (
                  t('never')
                ) : (
                  <>
                    <Time iso={ranAt} />
                    {removed > 0 && <span className="facts"> {t('removed', { count: removed })}</span>}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <SectionHead title={t('set')} />
      <Form method="post" action={paths.adminRetention()} noValidate className="stack">
        <p>{t('setLead')}</p>
        {lines.flatMap(({ job, months }) =>
          months === null ? (
            []
          ) : (
            <TextInput
              key={job}
              name={job}
              type="number"
              label={t(`jobs.${job}`)}
              hint={t('monthsHint', { min: MONTHS_MIN, max: MONTHS_MAX })}
              dir="ltr"
              inputMode="numeric"
              min={MONTHS_MIN}
              max={MONTHS_MAX}
              defaultValue={typed(reply, job, String(months))}
              errors={reply?.errors[job]}
            />
          ),
        )}
        <div>
          <Button variant="primary" icon="check">
            {t('save')}
          </Button>
        </div>
      </Form>
    </Page>
  );
}
