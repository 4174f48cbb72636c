import type { SerializeFrom } from '@remix-run/node';
import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { typed } from '#app/routes/account/typed';
import { suggestMembers } from '#app/routes/threads/composer-calls';
import type { labelData } from '#app/routes/threads/label-data.server';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { LabelPicker } from '#app/ui/forum/label-picker';
import { MembersBox } from '#app/ui/forum/members-box';
import { PersonLine } from '#app/ui/forum/person-line';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Badge, Time } from '#app/ui/primitives/text';

export type LabelData = SerializeFrom<Awaited<ReturnType<typeof labelData>>>;

interface FormProps {
  data: LabelData;
  reply: FormReply | undefined;
}

/** Whom a thread is for by name; its author may change the list. */
export function Recipients({ data, reply }: FormProps) {
  const t = useTranslations('labelPage');
  const labels = useTranslations('labels');
  return (
    <section aria-labelledby="recipients" className="stack">
      <SectionHead title={t('recipients')} id="recipients" />
      {data.recipients.length === 0 ? (
        <p className="facts">{t('noRecipients')}</p>
      ) : (
        <ul className="plain-list">
          {data.recipients.map((person) => (
            <li key={person.href}>
              <PersonLine person={person} />
            </li>
          ))}
        </ul>
      )}
      {data.canShare && (
        <Form method="post" action={data.here} noValidate className="stack">
          <input type="hidden" name="intent" value="recipients" />
          <MembersBox
            name="recipients"
            label={t('recipients')}
            labelHidden
            optional
            hint={labels('recipientsHint')}
            rows={3}
            suggest={suggestMembers}
            defaultValue={typed(reply, 'recipients', data.recipientHandles)}
            errors={reply?.errors.recipients}
          />
          <div>
            <Button>{t('saveRecipients')}</Button>
          </div>
        </Form>
      )}
    </section>
  );
}

/** Another label: any, by whoever wrote it; a stricter one, by moderators. */
export function ChangeLabel({ data, reply }: FormProps) {
  const t = useTranslations('labelPage');
  return (
    <section aria-labelledby="change" className="stack">
      <SectionHead title={t('change')} id="change" />
      <p className="facts">{t(data.canShare || !data.isThread ? 'changeHint' : 'changeModerator')}</p>
      <Form method="post" action={data.here} noValidate className="stack">
        <input type="hidden" name="intent" value="label" />
        <LabelPicker
          labels={data.choices}
          note={data.organization}
          defaultValue={typed(reply, 'label')}
          errors={reply?.errors.label}
          asked={t('newLabel')}
        />
        <Reason reply={reply} />
        <div>
          <Button variant="primary">{t('apply')}</Button>
        </div>
      </Form>
    </section>
  );
}

/** A reader asks the source for a looser label. */
export function RequestLabel({ data, reply }: FormProps) {
  const t = useTranslations('labelPage');
  const [only, ...others] = data.requestable;
  return (
    <section aria-labelledby="request" className="stack">
      <SectionHead title={t('request')} id="request" />
      <p className="facts">{t('requestHint')}</p>
      {data.ownRequests.length > 0 && (
        <ul className="plain-list" aria-label={t('ownRequests')}>
          {data.ownRequests.map((request) => (
            <li key={request.id}>
              <LabelBadge label={request.label} />{' '}
              <Badge tone={request.granted === null ? 'neutral' : request.granted ? 'positive' : 'warning'}>
                {t(request.granted === null ? 'waiting' : request.granted ? 'granted' : 'refused')}
              </Badge>{' '}
              <span className="facts">
                <Time iso={request.at} />
              </span>
              {request.answer && (
                <p>
                  <bdi>{request.answer}</bdi>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <Form method="post" action={data.here} noValidate className="stack">
        <input type="hidden" name="intent" value="request" />
        <LabelPicker
          labels={data.requestable}
          note={data.organization}
          id="field-requested"
          asked={t('newLabel')}
          defaultValue={typed(reply, 'label', only && others.length === 0 ? only : '')}
          errors={reply?.errors.label}
        />
        <Reason reply={reply} id="request-reason" />
        <div>
          <Button>{t('sendRequest')}</Button>
        </div>
      </Form>
    </section>
  );
}

function Reason({ reply, id }: { reply: FormReply | undefined; id?: string }) {
  const t = useTranslations('labelPage');
  return (
    <TextInput
      name="reason"
      {...(id ? { id } : {})}
      label={t('reason')}
      hint={t('reasonHint')}
      maxLength={500}
      defaultValue={typed(reply, 'reason')}
      errors={reply?.errors.reason}
    />
  );
}

/** Requests that wait for the source. */
export function LabelRequests({ here, requests }: { here: string; requests: LabelData['requests'] }) {
  const t = useTranslations('labelPage');
  return (
    <section aria-labelledby="requests" className="stack">
      <SectionHead title={t('requests')} id="requests" />
      {requests.map((request) => (
        <Form key={request.id} method="post" action={here} noValidate className="callout stack">
          <input type="hidden" name="intent" value="answer" />
          <input type="hidden" name="request" value={request.id} />
          <PersonLine person={request.by} at={request.at} />
          <p>
            <LabelBadge label={request.label} /> <bdi>{request.reason}</bdi>
          </p>
          <TextInput name="answer" id={`answer-${request.id}`} label={t('answer')} optional maxLength={500} />
          <div className="cluster">
            <Button variant="primary" name="granted" value="yes">
              {t('grant')}
            </Button>
            <Button name="granted" value="no">
              {t('refuse')}
            </Button>
          </div>
        </Form>
      ))}
    </section>
  );
}
