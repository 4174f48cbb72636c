import { ERASURE_WAIT_DAYS } from '#app/domain/own-data/model';
import type { FormReply } from '#app/http/form-reply';
import { longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Callout } from '#app/ui/primitives/text';

interface AskingProps {
  asksPassword: boolean;
  reply?: FormReply | undefined;
}

/** The password, or what stands in its place for those who have none. */
function ProofField({ asksPassword, id, reply }: AskingProps & { id: string }) {
  const t = useTranslations('ownData');
  if (!asksPassword) {
    return <p className="facts">{t('fresh')}</p>;
  }
  return (
    <TextInput
      name="password"
      id={id}
      type="password"
      label={t('password')}
      hint={t('passwordHint')}
      autoComplete="current-password"
      errors={reply?.errors.password}
    />
  );
}

/** A plain form, which the browser alone sends: what comes back is a file. */
export function ExportForm({ asksPassword }: AskingProps) {
  const t = useTranslations('ownData');
  return (
    <section>
      <SectionHead title={t('exportTitle')} />
      <form method="post" action={paths.accountDataFile()} noValidate className="stack">
        <p>{t('exportLead')}</p>
        <p className="facts">{t('labels')}</p>
        <ProofField asksPassword={asksPassword} id="export-password" />
        <div>
          <Button variant="primary">{t('download')}</Button>
        </div>
      </form>
    </section>
  );
}

export function EraseForm({ asksPassword, dueAt, reply }: AskingProps & { dueAt: string | null }) {
  const t = useTranslations('ownData');
  const locale = useLocale();
  return (
    <section>
      <SectionHead title={t('eraseTitle')} />
      <Form method="post" action={paths.accountData()} noValidate className="stack">
        {dueAt === null ? (
          <>
            <p>{t('eraseLead', { days: ERASURE_WAIT_DAYS })}</p>
            <p className="facts">{t('eraseStays')}</p>
            <ProofField asksPassword={asksPassword} id="erase-password" reply={reply} />
            <div>
              <Button variant="danger" name="intent" value="erase">
                {t('eraseAsk')}
              </Button>
            </div>
          </>
        ) : (
          <>
            <Callout tone="warning">
              <p>
                <strong>{t('erasePending', { date: longDay(locale, dueAt) })}</strong>
              </p>
              <p>{t('erasePendingLead')}</p>
            </Callout>
            <div>
              <Button name="intent" value="withdraw" icon="rotate-ccw">
                {t('eraseWithdraw')}
              </Button>
            </div>
          </>
        )}
      </Form>
    </section>
  );
}
