import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  type SerializeFrom,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { localName } from '#app/domain/named';
import { getAttendancePage } from '#app/domain/sessions/attendance.server';
import { getLocale } from '#app/http/locale.server';
import { idParam, pageNumber } from '#app/http/params.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { actOnAttendance } from '#app/routes/sessions/attendance-actions.server';
import {
  AddAttendee,
  AttendanceFiles,
  ImportReport,
  PageButtons,
  PageLinks,
} from '#app/routes/sessions/attendance-forms';
import { attendancePath } from '#app/routes/sessions/attendance-path';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Form } from '#app/ui/primitives/link';
import { EmptyState } from '#app/ui/primitives/states';
import { Callout } from '#app/ui/primitives/text';
import { ChathamMark } from '#app/ui/sessions/chatham-mark';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const id = idParam(args.params.id);
  const locale = getLocale(args.request, viewer);
  const wanted = pageNumber(new URL(args.request.url).searchParams.get('page'));
  const list = await getAttendancePage(viewer, id, wanted);
  const { title, label, chatham, open, state, lines, page, pageCount } = list;
  return json({
    ...{ id, title, label, chatham, open, state },
    here: attendancePath(id, page),
    previous: page > 1 ? page - 1 : null,
    next: page < pageCount ? page + 1 : null,
    documentTitle: pageTitle(locale, 'sessions.attend.title'),
    lines: lines.map((line) => ({
      key: line.key,
      handle: line.handle,
      name: localName(line.name, locale),
      authority: localName(line.authority, locale),
      reply: line.reply,
      host: line.host,
      attended: line.attended,
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  return actOnAttendance(await memberOnly(args), idParam(args.params.id), args.request);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export type AttendanceData = SerializeFrom<typeof loader>;

export default function Attendance() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations('sessions.attend');
  const reply = answer && 'errors' in answer ? answer : undefined;
  const report = answer && 'matched' in answer ? answer : undefined;
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} up={{ href: paths.session(data.id), label: data.title }} />
      <div className="thread-facts">
        <LabelBadge label={data.label} />
        {data.chatham && <ChathamMark />}
      </div>
      <ErrorSummary errors={reply?.errors} labels={{ name: t('name'), email: t('email'), file: t('file') }} />
      {report && <ImportReport report={report} />}
      {!data.open && (
        <Callout>
          <p>{t('tooEarly')}</p>
        </Callout>
      )}
      {data.lines.length === 0 ? <EmptyState title={t('empty')} /> : <List data={data} />}
      {data.open && data.state !== 'cancelled' && <AddAttendee data={data} reply={reply} />}
      <AttendanceFiles data={data} reply={reply} />
    </Page>
  );
}

function List({ data }: { data: AttendanceData }) {
  const t = useTranslations('sessions.attend');
  const words = useTranslations('sessions');
  const states = useTranslations('sessions.state');
  const open = data.open && data.state !== 'cancelled';
  const ticked = data.lines.filter(({ attended }) => attended);
  return (
    <Form method="post" action={data.here} className="stack" key={JSON.stringify(data.lines)}>
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="shown" value={data.lines.map(({ key }) => key).join(' ')} />
      <input type="hidden" name="was" value={ticked.map(({ key }) => key).join(' ')} />
      <table className="attendance">
        <caption className="visually-hidden">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('there')}</th>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('authority')}</th>
            <th scope="col">{t('reply')}</th>
          </tr>
        </thead>
        <tbody>
          {data.lines.map((line) => (
            <tr key={line.key}>
              <td>
                <input
                  type="checkbox"
                  id={`there-${line.key}`}
                  name="there"
                  value={line.key}
                  defaultChecked={line.attended ?? false}
                  disabled={!open}
                />
              </td>
              <th scope="row">
                <label htmlFor={`there-${line.key}`}>
                  <bdi>{line.name}</bdi>
                </label>
              </th>
              <td>
                <bdi>{line.authority}</bdi>
              </td>
              <td className="facts">{line.host ? words('host') : line.reply ? states(line.reply) : t('noReply')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {open && (
        <div className="cluster">
          <Button variant="primary" icon="check">
            {t('save')}
          </Button>
          <PageButtons data={data} />
        </div>
      )}
      {!open && <PageLinks data={data} />}
    </Form>
  );
}
