import { Button } from '#app/ui/primitives/button';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { TextArea } from '#app/ui/primitives/text-area';
import type { ShownRecord, SummaryWords } from '#app/ui/summaries/words';

const WITH_STATE = new Set(['action', 'question', 'ask', 'parking']);

/** Records beside the text they were recognised in, each to be put right. */
export function RecordEditor({
  records,
  words,
  action,
  fixed,
  newer,
}: {
  records: readonly ShownRecord[];
  words: SummaryWords;
  action: string;
  /** Published: words change by an amendment only. */
  fixed: boolean;
  /** Decisions that may have taken the place of one of these. */
  newer: readonly { id: number; text: string }[];
}) {
  if (records.length === 0) {
    return <p className="facts">{words.recordsNone}</p>;
  }
  return (
    <ol className="record-list">
      {records.map((record) => (
        <li key={record.id}>
          <details>
            <summary>
              <span className="facts">{words[`kind_${record.kind}`]}</span> <bdi dir={record.dir}>{record.text}</bdi>
            </summary>
            <RecordFields record={record} words={words} action={action} fixed={fixed} />
            {fixed && record.kind === 'decision' && newer.length > 0 && (
              <Form method="post" action={action} className="record-form">
                <input type="hidden" name="id" value={record.id} />
                <Select
                  name="by"
                  id={`by-${record.id}`}
                  label={words.supersededBy}
                  options={[
                    { value: '', label: words.standing },
                    ...newer
                      .filter(({ id }) => id !== record.id)
                      .map(({ id, text }) => ({ value: String(id), label: text })),
                  ]}
                  optional
                />
                <Button size="sm" name="intent" value="supersede">
                  {words.recordSave}
                </Button>
              </Form>
            )}
          </details>
        </li>
      ))}
    </ol>
  );
}

function RecordFields({
  record,
  words,
  action,
  fixed,
}: {
  record: ShownRecord;
  words: SummaryWords;
  action: string;
  fixed: boolean;
}) {
  const { id } = record;
  const hasState = WITH_STATE.has(record.kind);
  if (fixed && !hasState) {
    return null;
  }
  return (
    <Form method="post" action={action} className="record-form">
      <input type="hidden" name="id" value={id} />
      {!fixed && (
        <TextArea name="text" id={`text-${id}`} label={words.recordText} rows={3} defaultValue={record.markdown} />
      )}
      {hasState && (
        <Select
          name="done"
          id={`done-${id}`}
          label={words.recordState}
          defaultValue={record.done ? 'yes' : 'no'}
          options={[
            { value: 'no', label: words.recordOpen },
            { value: 'yes', label: words.recordDone },
          ]}
        />
      )}
      {record.kind === 'action' && (
        <>
          <TextInput
            name="owner"
            id={`owner-${id}`}
            label={words.recordOwner}
            hint={words.recordOwnerHint}
            defaultValue={record.ownerWritten}
            optional
          />
          <TextInput
            name="due"
            id={`due-${id}`}
            type="date"
            label={words.recordDue}
            defaultValue={record.due ?? ''}
            optional
          />
        </>
      )}
      <div className="cluster">
        <Button size="sm" name="intent" value="record">
          {words.recordSave}
        </Button>
        {!fixed && (
          <Button size="sm" variant="quiet" name="intent" value="remove" icon="trash">
            {words.recordRemove}
          </Button>
        )}
      </div>
    </Form>
  );
}
