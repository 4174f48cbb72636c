import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { answerAppeal, warnOrSilence } from '#app/domain/measures/commands.server';
import { AppealAnswerInput, SilenceInput, WarningInput } from '#app/domain/measures/input';
import { listMeasures } from '#app/domain/measures/queries.server';
import { localName } from '#app/domain/named';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused, type SubmittedForm } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { AnswerForm, MeasureForm } from '#app/routes/admin/measure-forms';
import { MeasureList } from '#app/routes/admin/measure-list';
import { presentMeasures } from '#app/routes/admin/present-measures.server';
import { Page } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Link } from '#app/ui/primitives/link';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const { handle, name, may, measures } = await listMeasures(viewer, args.params.handle ?? '');
  return json({
    title: pageTitle(locale, 'measures.link'),
    ...{ handle, may, name: localName(name, locale), measures: presentMeasures(measures, locale) },
    answerable: measures.filter((measure) => measure.mayAnswer).map(({ id }) => id),
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const handle = args.params.handle ?? '';
  const fields = await readFields(args.request);
  const done = { fields, path: paths.adminMeasures(handle) };
  switch (fields.intent) {
    case 'warn':
      return perform(done, WarningInput, 'toast.measureTaken', (input) => warnOrSilence(viewer, handle, input));
    case 'silence':
      return perform(done, SilenceInput, 'toast.measureTaken', (input) => warnOrSilence(viewer, handle, input));
    case 'answer':
      return perform(done, AppealAnswerInput, 'toast.appealAnswered', (input) => answerAppeal(viewer, input));
    default:
      throw new Response(null, { status: 422 });
  }
}

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

export default function Measures() {
  const { handle, name, may, measures, answerable } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('measures');
  return (
    <Page>
      <PageHeader title={t('title', { name })} up={{ href: paths.member(handle), label: name }} />
      <ErrorSummary errors={reply?.errors} labels={{ reason: t('reason'), until: t('day') }} />
      <SectionHead title={t('history')} />
      <MeasureList measures={measures} none={t('none')}>
        {(measure) => answerable.includes(measure.id) && <AnswerForm handle={handle} id={measure.id} reply={reply} />}
      </MeasureList>
      {may.includes('warning') && <MeasureForm handle={handle} intent="warn" reply={reply} />}
      {may.includes('silence') && <MeasureForm handle={handle} intent="silence" reply={reply} />}
      {may.includes('suspension') && (
        <p>
          <Link to={paths.adminMember(handle)}>{t('suspendHere')}</Link>
        </p>
      )}
    </Page>
  );
}
