import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  type SerializeFrom,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireReader } from '#app/domain/acting';
import { countActOf } from '#app/domain/limits/counts.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { readFields, refused } from '#app/http/form.server';
import { idParam } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { ManageSession } from '#app/routes/sessions/manage-session';
import { actOnSession } from '#app/routes/sessions/session-actions.server';
import { sessionData } from '#app/routes/sessions/session-data.server';
import { SessionFacts } from '#app/routes/sessions/session-facts';
import { SessionPeople } from '#app/routes/sessions/session-people';
import { SessionRail } from '#app/routes/sessions/session-rail';
import { SessionThreads } from '#app/routes/sessions/session-threads';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { TopicName } from '#app/ui/forum/topic-tag';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Seen } from '#app/ui/layout/seen';
import { ButtonLink } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Prose } from '#app/ui/primitives/prose';
import { Callout } from '#app/ui/primitives/text';
import { Agenda } from '#app/ui/sessions/agenda';
import { ChathamMark } from '#app/ui/sessions/chatham-mark';
import { ReplyForm } from '#app/ui/sessions/reply-form';
import { SessionRing, useSeatWords } from '#app/ui/sessions/session-ring';

export async function loader(args: LoaderFunctionArgs) {
  return json(await sessionData(args, idParam(args.params.id)));
}

export async function action(args: ActionFunctionArgs) {
  const id = idParam(args.params.id);
  const form = await readFields(args.request);
  const viewer = await getViewer(args);
  countActOf(requireReader(viewer), 'sessionReply');
  const outcome = await actOnSession(viewer, id, form);
  return 'reply' in outcome
    ? refused(outcome.reply)
    : redirectWithFlash(outcome.to, { tone: 'positive', key: `toast.${outcome.toast}` });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) {
    return [];
  }
  return [
    { title: data.documentTitle },
    ...(data.description === null
      ? [{ name: 'robots', content: 'noindex' }]
      : [
          { name: 'description', content: data.description },
          { property: 'og:title', content: data.title },
          { property: 'og:description', content: data.description },
        ]),
  ];
};

export type SessionData = SerializeFrom<typeof loader>;

export default function Session() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('sessions');
  const words = useSeatWords();
  return (
    <Page rail={<SessionRail data={data} />}>
      <PageHeader title={data.title} titleDir={data.titleDir} up={{ href: paths.sessions(), label: t('title') }} />
      <div className="thread-facts">
        <LabelBadge label={data.label} size="large" />
        {data.chatham && <ChathamMark />}
        <TopicName name={data.topic.name} hue={data.topic.hue} href={data.topicHref} />
        <span className="facts">{t(`kind.${data.kind}`)}</span>
      </div>
      <ErrorSummary errors={reply?.errors} />
      {data.state === 'cancelled' && (
        <Callout tone="danger">
          <p>{t('cancelledNotice', { reason: data.cancelledReason ?? '' })}</p>
        </Callout>
      )}
      <div className="session-top">
        <SessionFacts data={data} />
        <div className="session-table">
          <SessionRing seats={data.seats} hue={data.topic.hue} sizePx={168} numbered decorative />
          <p className="facts">{words(data.seats)}</p>
        </div>
      </div>
      <Replying data={data} />
      {data.summarised && (
        <div className="cluster">
          <ButtonLink to={paths.sessionSummary(data.id)} variant="primary" icon="file-text">
            {t('summary')}
          </ButtonLink>
        </div>
      )}
      {data.purpose && (
        <section aria-labelledby="purpose" className="session-part">
          <h2 id="purpose">{t('purpose')}</h2>
          <Prose html={data.purpose} />
        </section>
      )}
      <Agenda items={data.agenda} />
      <SessionPeople data={data} />
      <SessionThreads data={data} reply={reply} />
      {data.can.manage && <ManageSession data={data} reply={reply} />}
      {data.member && <Seen action={paths.seen()} path={paths.session(data.id)} session={data.id} />}
    </Page>
  );
}

/** The reply in one press; for whoever cannot, why not. */
function Replying({ data }: { data: SessionData }) {
  const t = useTranslations('sessions');
  const here = paths.session(data.id);
  const { capacity, going, waiting } = data.seats;
  if (data.can.reply) {
    const full = capacity !== null && (going >= capacity || waiting > 0);
    return <ReplyForm action={here} mine={data.mine} full={full} turn={data.turn} />;
  }
  if (data.state === 'cancelled') {
    return null;
  }
  return (
    <div className="reply">
      {data.member ? (
        <p className="facts">{data.over ? t('isOver') : t('notForYou')}</p>
      ) : (
        <>
          <p className="facts">{t('signInToReply')}</p>
          <ButtonLink to={paths.signIn({ to: here })}>{t('signIn')}</ButtonLink>
        </>
      )}
    </div>
  );
}
