import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  type TypedResponse,
} from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useMemo } from 'react';
import { requireMember } from '#app/domain/acting';
import { decodeMinutes } from '#app/domain/minutes/decode';
import { readUpload, refused } from '#app/http/form.server';
import { idParam } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';
import { paths } from '#app/paths';
import { actOnSummary, type EditReply } from '#app/routes/summaries/edit-actions.server';
import { editData } from '#app/routes/summaries/edit-data.server';
import { AmendFields, type EditData, PublishDesk, WindowDesk } from '#app/routes/summaries/publish-desk';
import { StartSummary } from '#app/routes/summaries/start-summary';
import { draftSaver, renderPreview } from '#app/routes/threads/composer-calls';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Page, RailSection } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Form } from '#app/ui/primitives/link';
import { Badge, Callout } from '#app/ui/primitives/text';
import { Consents } from '#app/ui/summaries/consents';
import { RecordEditor } from '#app/ui/summaries/record-editor';
import { SummaryEditor } from '#app/ui/summaries/summary-editor';

export async function loader(args: LoaderFunctionArgs) {
  return json(await editData(args, idParam(args.params.id)));
}

export async function action(args: ActionFunctionArgs): Promise<TypedResponse<EditReply> | Response> {
  const { fields, file } = await readUpload(args.request, 'file');
  const viewer = await getViewer(args);
  requireMember(viewer);
  // A file stands for what would have been pasted.
  const decoded = file && fields.intent === 'import' ? decodeMinutes(file) : null;
  if (decoded?.ok === false) {
    return refused({ intent: 'import', values: {}, errors: { file: [{ key: 'file_unreadable' }] } });
  }
  const typed = decoded ? { ...fields, body: decoded.text } : fields;
  return actOnSummary(viewer, idParam(args.params.id), typed);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

export default function EditSummary() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<EditReply>();
  const { session, summary, words } = data;
  const header = (
    <PageHeader
      title={summary ? words.edit : words.startTitle}
      up={
        summary
          ? { href: paths.sessionSummary(session.id), label: words.backToSummary }
          : { href: paths.session(session.id), label: session.title }
      }
    />
  );
  if (summary === null) {
    return (
      <Page>
        {header}
        <ErrorSummary errors={reply?.errors} />
        <StartSummary words={words} locale={data.locale} action={paths.editSummary(session.id)} reply={reply} />
      </Page>
    );
  }
  return (
    <Page
      width="wide"
      rail={
        <RailSection title={words.records}>
          <p className="facts">{words.recordsLead}</p>
          <RecordEditor
            records={summary.records}
            words={words}
            action={paths.editSummary(session.id)}
            fixed={summary.state === 'published'}
            newer={summary.newer}
          />
        </RailSection>
      }
    >
      {header}
      <Desk data={{ ...data, summary }} reply={reply} />
    </Page>
  );
}

function Desk({ data, reply }: { data: EditData; reply: EditReply | undefined }) {
  const { session, summary, words } = data;
  const action = paths.editSummary(session.id);
  const saveDraft = useMemo(() => draftSaver(`summary:${session.id}`), [session.id]);
  const published = summary.state === 'published';
  const writing = reply && (reply.intent === 'save' || reply.intent === 'amend');
  const errors = reply?.errors;
  const conflict = errors?.['']?.some((message) => message.key === 'editConflict');
  return (
    <>
      <div className="cluster">
        <LabelBadge label={summary.label} />
        {session.chatham && <Badge tone="accent">{words.rule}</Badge>}
        {!published && <Badge tone="warning">{summary.state === 'draft' ? words.draft : words.comments}</Badge>}
      </div>
      <ErrorSummary errors={errors} />
      {summary.check.conflict && (
        <Callout tone="warning">
          <p>{words.conflict}</p>
        </Callout>
      )}
      {summary.draft && (
        <Callout>
          <p>{words.draftKept}</p>
        </Callout>
      )}
      {conflict && (
        <details>
          <summary>{words.current}</summary>
          <pre className="whitespace-pre-wrap" dir="auto">
            {summary.saved}
          </pre>
        </details>
      )}
      <SummaryEditor
        // A saved text, or one put right on the records' side, is a new box.
        key={`${summary.revision} ${summary.draft ? 'draft' : 'saved'}`}
        action={action}
        intent={published ? 'amend' : 'save'}
        body={writing ? String(reply.values.body ?? summary.body) : summary.body}
        revision={conflict ? summary.revision : summary.base}
        draft={summary.draft}
        saveDraft={saveDraft}
        renderPreview={renderPreview}
        errors={writing ? errors : undefined}
        words={words}
        busy={useNavigation().state === 'submitting'}
      >
        {published && <AmendFields data={data} reply={writing ? reply : undefined} />}
      </SummaryEditor>
      <div className="summary-desk">
        {!published && <WindowDesk data={data} reply={reply} />}
        {(session.chatham || summary.consents.length > 0) && (
          <Consents consents={summary.consents} words={words} action={action} errors={errors} />
        )}
        {!published && <PublishDesk data={data} reply={reply} />}
        {summary.state === 'draft' && (
          <Form method="post" action={action}>
            <Button name="intent" value="discard" variant="danger" icon="trash">
              {words.discard}
            </Button>
          </Form>
        )}
        <ButtonLink to={paths.summaryHistory(session.id)} variant="quiet" icon="rotate-ccw-clock">
          {words.history}
        </ButtonLink>
      </div>
    </>
  );
}
