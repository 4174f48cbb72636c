import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  type SerializeFrom,
  type TypedResponse,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireMember } from '#app/domain/acting';
import { countActOf } from '#app/domain/limits/counts.server';
import { commentOnSummary } from '#app/domain/summaries/comments.server';
import { CommentInput } from '#app/domain/summaries/input';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { idParam } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';
import { paths } from '#app/paths';
import { actOnRecord } from '#app/routes/summaries/record-actions.server';
import { summaryData } from '#app/routes/summaries/summary-data.server';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { LabelledSheet } from '#app/ui/forum/labelled-sheet';
import { TopicName } from '#app/ui/forum/topic-tag';
import { Page, RailSection } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Seen } from '#app/ui/layout/seen';
import { ButtonLink } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Prose } from '#app/ui/primitives/prose';
import { Badge, Callout } from '#app/ui/primitives/text';
import { useLabelMeanings } from '#app/ui/sessions/label-meanings';
import { HandOut } from '#app/ui/summaries/hand-out';
import { ParticipantComments } from '#app/ui/summaries/participant-comments';
import { SummaryGlance } from '#app/ui/summaries/summary-glance';

export async function loader(args: LoaderFunctionArgs) {
  return json(await summaryData(args, idParam(args.params.id)));
}

export async function action(args: ActionFunctionArgs): Promise<TypedResponse<FormReply> | Response> {
  const form = await readFields(args.request);
  const viewer = await getViewer(args);
  const member = requireMember(viewer);
  const id = idParam(args.params.id);
  const ofRecord = await actOnRecord(viewer, form, paths.sessionSummary(id));
  if (ofRecord) {
    return ofRecord;
  }
  const parsed = parseForm(form, CommentInput);
  if (!parsed.ok) {
    return refused(parsed.reply);
  }
  const done = await attempt(form, async () => {
    countActOf(member, 'comment');
    await commentOnSummary(viewer, id, parsed.value);
  });
  return done.ok
    ? redirectWithFlash(`${paths.sessionSummary(id)}#comments`, { tone: 'positive', key: 'toast.commentSent' })
    : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  ...(data?.label === 'CLEAR' ? [] : [{ name: 'robots', content: 'noindex' }]),
];

type SummaryData = SerializeFrom<typeof loader>;

export default function Summary() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { session, words, can } = data;
  const here = paths.sessionSummary(session.id);
  return (
    <Page rail={data.contents.length > 1 && <Contents data={data} />}>
      <LabelledSheet label={data.label} rule={session.chatham ? words.rule : null} title={data.title}>
        <PageHeader
          title={data.title}
          titleDir={data.titleDir}
          up={{ href: paths.session(session.id), label: session.title }}
        />
        <SummaryFacts data={data} />
        <ErrorSummary errors={reply?.errors} />
        <SummaryGlance records={data.records} words={words} action={here} mayAsk={data.mayAsk} />
        <article>
          <Prose html={data.html} className="summary-text" />
        </article>
      </LabelledSheet>
      {can.readComments && (data.comments.length > 0 || can.comment) && (
        <ParticipantComments
          comments={data.comments}
          words={words}
          action={can.comment ? here : null}
          until={data.until}
          errors={reply?.errors}
          typed={String(reply?.values.body ?? '')}
        />
      )}
      {data.member && <Seen action={paths.seen()} path={here} session={session.id} />}
    </Page>
  );
}

/** What holds for this document: its label, the rule, where it stands, and what may be done with it. */
function SummaryFacts({ data }: { data: SummaryData }) {
  const { session, words, state, can } = data;
  const meanings = useLabelMeanings();
  return (
    <div className="summary-facts">
      <div className="thread-facts">
        <LabelBadge label={data.label} size="large" />
        {session.chatham && <Badge tone="accent">{words.rule}</Badge>}
        {state !== 'published' && <Badge tone="warning">{state === 'draft' ? words.draft : words.comments}</Badge>}
        <TopicName name={session.topic.name} hue={session.topic.hue} href={session.topic.href} />
        <span className="facts">{session.when}</span>
        {session.place && (
          <span className="facts">
            <bdi>{session.place}</bdi>
          </span>
        )}
        {session.people && <span className="facts">{session.people}</span>}
        {data.published && <span className="facts">{data.published}</span>}
        {data.amended && <span className="facts">{data.amended}</span>}
      </div>
      <Callout>
        <p>
          {words.labelText} {meanings[data.label]}
        </p>
        {session.chatham && <p>{words.ruleText}</p>}
        {state === 'draft' && <p>{words.draftLead}</p>}
        {state === 'comments' && data.until && <p>{data.until}</p>}
      </Callout>
      <div className="cluster no-print">
        {can.manage && (
          <ButtonLink to={paths.editSummary(session.id)} size="sm" icon="pencil">
            {words.edit}
          </ButtonLink>
        )}
        {(state === 'published' || can.manage) && (
          <ButtonLink to={paths.summaryHistory(session.id)} size="sm" icon="rotate-ccw-clock">
            {words.history}
          </ButtonLink>
        )}
        {data.markdown !== null && <HandOut markdown={data.markdown} label={data.labelLine} words={words} />}
      </div>
    </div>
  );
}

function Contents({ data: { contents, words } }: { data: SummaryData }) {
  return (
    <RailSection title={words.contents}>
      <ol className="summary-contents">
        {contents.map((part) => (
          <li key={part.id}>
            <a href={`#${part.id}`}>
              <bdi>{part.text}</bdi>
            </a>
          </li>
        ))}
      </ol>
    </RailSection>
  );
}
