import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { importAuthorities } from '#app/domain/authorities/import.server';
import { decodeSheet } from '#app/domain/csv';
import { DomainError, forbidden } from '#app/domain/errors';
import { importMembers } from '#app/domain/members/import.server';
import { canAdminister } from '#app/domain/members/policy';
import { MAX_FORM_BYTES } from '#app/http/body-limits';
import { attempt, readUpload, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { AdminHead } from '#app/routes/admin/admin-head';
import { type ImportAnswer, ImportResult } from '#app/routes/admin/import-result';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { RadioGroup } from '#app/ui/primitives/choices';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

/** What a checked file may be sent back as, beside the rest of its form. */
const TEXT_MAX_BYTES = MAX_FORM_BYTES - 10_000;
const SHOWN_LINES = 500;
const SHOWN_FAULTS = 200;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  return json({ title: pageTitle(getLocale(args.request, viewer), 'admin.import') });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const { fields, file } = await readUpload(args.request, 'file');
  const what = fields.what === 'authorities' ? 'authorities' : 'members';
  const apply = fields.intent === 'apply';
  const sent = typeof fields.text === 'string' && fields.text !== '' ? new TextEncoder().encode(fields.text) : file;
  const { text: _text, ...small } = fields;
  const outcome = await attempt(small, async () => {
    if (!canAdminister(viewer)) {
      throw forbidden();
    }
    if (sent === null) {
      throw new DomainError('invalid', 'sheet_none', { field: 'file' });
    }
    const report = await (what === 'members' ? importMembers : importAuthorities)(viewer, sent, { apply });
    const text = decodeSheet(sent)?.text ?? '';
    if (Buffer.byteLength(text) > TEXT_MAX_BYTES) {
      throw new DomainError('invalid', 'sheet_too_large', { field: 'file' });
    }
    return { ...report, text };
  });
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  const { lines, faults, applied, text } = outcome.value;
  const count = (kind: string) => lines.filter((line) => line.outcome === kind).length;
  const answer: ImportAnswer = {
    ...{ what, applied },
    counts: { added: count('added'), changed: count('changed'), left: count('left') },
    faults: faults.slice(0, SHOWN_FAULTS),
    faultCount: faults.length,
    lines: lines.slice(0, SHOWN_LINES),
    lineCount: lines.length,
    // To be sent again as it was checked.
    text: faults.length === 0 && !applied ? text : '',
  };
  return json(answer);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Import() {
  const answer = useActionData<typeof action>();
  const t = useTranslations('importPage');
  const reply = answer && 'errors' in answer ? answer : undefined;
  const report = answer && 'counts' in answer ? answer : undefined;
  return (
    <Page>
      <AdminHead current="import" />
      <p>{t('lead')}</p>
      <ErrorSummary errors={reply?.errors} labels={{ file: t('file') }} />
      {report && <ImportResult report={report} />}
      <Form method="post" action={paths.adminImport()} encType="multipart/form-data" noValidate className="stack">
        <RadioGroup
          name="what"
          label={t('what')}
          inline
          options={[
            { value: 'members', label: t('members') },
            { value: 'authorities', label: t('authorities') },
          ]}
          defaultValue={report?.what ?? typed(reply, 'what', 'members')}
        />
        <TextInput
          name="file"
          type="file"
          label={t('file')}
          hint={t('fileHint')}
          accept=".csv,.txt,text/csv"
          errors={reply?.errors.file}
        />
        <div>
          <Button variant={report?.text ? 'secondary' : 'primary'} name="intent" value="check">
            {t('check')}
          </Button>
        </div>
      </Form>
      <SectionHead title={t('columns')} />
      <h3>{t('members')}</h3>
      <p>
        {t('membersColumns')} {t('membersWhat')}
      </p>
      <h3>{t('authorities')}</h3>
      <p>{t('authoritiesColumns')}</p>
    </Page>
  );
}
