import type { SerializeFrom } from '@remix-run/node';
import type { FormReply } from '#app/http/form-reply';
import { paths } from '#app/paths';
import type { EditReply } from '#app/routes/summaries/edit-actions.server';
import type { editData } from '#app/routes/summaries/edit-data.server';
import { LabelPicker } from '#app/ui/forum/label-picker';
import { Button } from '#app/ui/primitives/button';
import { Checkbox } from '#app/ui/primitives/choices';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Callout } from '#app/ui/primitives/text';
import { useLabelMeanings } from '#app/ui/sessions/label-meanings';
import { Findings } from '#app/ui/summaries/findings';

type Loaded = SerializeFrom<typeof editData>;
/** What the page shows once there is a summary. */
export type EditData = Omit<Loaded, 'summary'> & { summary: NonNullable<Loaded['summary']> };

interface DeskProps {
  data: EditData;
  reply: FormReply | undefined;
}

/** Opens the draft to the comments of participants, up to a day. */
export function WindowDesk({ data: { session, summary, words }, reply }: DeskProps) {
  return (
    <section aria-labelledby="window">
      <h2 id="window">{words.windowTitle}</h2>
      <p className="facts">{words.windowLead}</p>
      <Form method="post" action={paths.editSummary(session.id)} className="record-form" noValidate>
        <TextInput
          name="until"
          type="date"
          min={summary.today}
          label={words.windowUntil}
          defaultValue={String(reply?.values.until ?? summary.until)}
          errors={reply?.errors.until}
        />
        <Button name="intent" value="window">
          {words.windowOpen}
        </Button>
      </Form>
    </section>
  );
}

/** The label, what the check found in the saved text, and the press that publishes it. */
export function PublishDesk({ data: { session, summary, words }, reply }: DeskProps) {
  const { findings, quotes } = summary.check;
  const errors = reply?.intent === 'publish' ? reply.errors : undefined;
  return (
    <section aria-labelledby="publish">
      <h2 id="publish">{words.publishTitle}</h2>
      <Form method="post" action={paths.editSummary(session.id)} className="stack" noValidate>
        <input type="hidden" name="revision" value={summary.revision} />
        <LabelPicker
          labels={summary.labels}
          defaultValue={summary.label}
          id="publish-label"
          errors={errors?.label}
          meanings={useLabelMeanings()}
        />
        {session.chatham && (
          <div>
            <h3>{words.findingsTitle}</h3>
            <Findings findings={findings} words={words} />
            {findings.length > 0 && (
              <Checkbox name="confirmed" id="field-confirmed" label={words.confirm} errors={errors?.confirmed} />
            )}
          </div>
        )}
        {quotes.length > 0 && (
          <Callout tone="warning">
            <p>{words.asked}</p>
            {quotes.map((quote) => (
              <blockquote key={quote} dir="auto">
                {quote}
              </blockquote>
            ))}
          </Callout>
        )}
        <div>
          <Button name="intent" value="publish" variant="primary" icon="check">
            {words.publish}
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** Why, under which label, and what the check found: in the text that was sent, once one was. */
export function AmendFields({ data, reply }: { data: EditData; reply: EditReply | undefined }) {
  const { session, summary, words } = data;
  const { findings, mark } = reply?.check ?? summary.check;
  return (
    <>
      <TextInput
        name="reason"
        label={words.reason}
        defaultValue={String(reply?.values.reason ?? '')}
        errors={reply?.errors.reason}
      />
      <LabelPicker
        labels={summary.labels}
        defaultValue={summary.label}
        errors={reply?.errors.label}
        meanings={useLabelMeanings()}
      />
      {session.chatham && (
        <>
          <Findings findings={findings} words={words} />
          <input type="hidden" name="checked" value={mark} />
          <Checkbox name="confirmed" label={words.confirm} errors={reply?.errors.confirmed} />
        </>
      )}
    </>
  );
}
