import type { ImportedAttendance } from '#app/domain/sessions/attendance-files.server';
import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import type { AttendanceData } from '#app/routes/sessions/attendance';
import { attendancePath } from '#app/routes/sessions/attendance-path';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { Icon } from '#app/ui/primitives/icon';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Pagination } from '#app/ui/primitives/navigation';
import { Callout } from '#app/ui/primitives/text';

interface Props {
  data: AttendanceData;
  reply: FormReply | undefined;
}

/** To the other pages of the list, by saving this one: ticks are not lost on the way. */
export function PageButtons({ data }: Pick<Props, 'data'>) {
  const t = useTranslations('sessions.attend');
  return (
    <>
      {data.previous !== null && (
        <Button name="go" value={data.previous} icon="arrow-left">
          {t('savePrevious')}
        </Button>
      )}
      {data.next !== null && (
        <Button name="go" value={data.next} icon="arrow-right">
          {t('saveNext')}
        </Button>
      )}
    </>
  );
}

/** The same where nothing can be ticked. */
export function PageLinks({ data }: Pick<Props, 'data'>) {
  const path = (page: number | null) => (page === null ? null : attendancePath(data.id, page));
  return <Pagination olderHref={path(data.next)} newerHref={path(data.previous)} />;
}

/** Somebody who came without having replied. */
export function AddAttendee({ data, reply }: Props) {
  const t = useTranslations('sessions.attend');
  const own = reply?.intent === 'add' ? reply : undefined;
  const field = (name: 'name' | 'authority' | 'email') => ({
    name,
    label: t(name),
    errors: own?.errors[name],
    defaultValue: typed(own, name),
  });
  return (
    <section>
      <SectionHead title={t('add')} />
      <Form
        method="post"
        action={paths.sessionAttendance(data.id)}
        noValidate
        className="stack"
        key={String(data.lines.length)}
      >
        <input type="hidden" name="intent" value="add" />
        <TextInput {...field('name')} hint={t('nameHint')} maxLength={120} />
        <div className="form-pair">
          <TextInput {...field('authority')} optional maxLength={120} />
          <TextInput {...field('email')} type="email" optional />
        </div>
        <div>
          <Button icon="plus">{t('addNow')}</Button>
        </div>
      </Form>
    </section>
  );
}

/** The list as a file, out and in. */
export function AttendanceFiles({ data, reply }: Props) {
  const t = useTranslations('sessions.attend');
  return (
    <section>
      <SectionHead title={t('files')} />
      {data.label === 'RED' ? (
        <p className="facts">{t('noDownload')}</p>
      ) : (
        <p>
          <a href={paths.attendanceFile(data.id)} className="btn btn-secondary btn-sm" download>
            <Icon name="file-text" />
            {t('download')}
          </a>
        </p>
      )}
      {data.open && data.state !== 'cancelled' && (
        <Form
          method="post"
          action={paths.sessionAttendance(data.id)}
          encType="multipart/form-data"
          noValidate
          className="stack"
        >
          <input type="hidden" name="intent" value="import" />
          <TextInput
            name="file"
            label={t('file')}
            hint={t('fileHint')}
            type="file"
            accept=".csv,.txt,text/csv"
            errors={reply?.errors.file}
          />
          <div>
            <Button icon="list">{t('uploadNow')}</Button>
          </div>
        </Form>
      )}
    </section>
  );
}

/** What was read of a file, and which lines were left out. */
export function ImportReport({ report }: { report: ImportedAttendance }) {
  const t = useTranslations('sessions.attend');
  return (
    <Callout tone={report.bad.length > 0 ? 'warning' : 'positive'}>
      <div role="status">
        <p>{t('imported', { matched: report.matched, added: report.added })}</p>
        {report.bad.length > 0 && (
          <ul>
            {report.bad.map(({ line, code }) => (
              <li key={`${line} ${code}`}>{t('badLine', { line, reason: t(`bad.${code}`) })}</li>
            ))}
          </ul>
        )}
      </div>
    </Callout>
  );
}
