import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import type { ShownRecord, SummaryWords } from '#app/ui/summaries/words';

/** What the reader may do with a record: close an action, hand it on, make a thread of a question. */
export function RecordButtons({
  record,
  words,
  action,
  mayAsk,
}: {
  record: ShownRecord;
  words: SummaryWords;
  action: string;
  mayAsk: boolean;
}) {
  const canClose = record.kind === 'action' && record.can.close;
  const canAsk = record.can.ask && mayAsk && !record.done;
  const canAssign = record.kind === 'action' && record.can.manage;
  if (!canClose && !canAsk && !canAssign) {
    return null;
  }
  return (
    <div className="record-buttons">
      {(canClose || canAsk) && (
        <Form method="post" action={action} stay>
          <input type="hidden" name="id" value={record.id} />
          {canClose && (
            <Button
              size="sm"
              name="intent"
              value={record.done ? 'reopen' : 'close'}
              icon={record.done ? 'rotate-ccw' : 'check'}
            >
              {record.done ? words.reopen : words.close}
              <span className="visually-hidden">: {record.text}</span>
            </Button>
          )}
          {canAsk && (
            <Button size="sm" name="intent" value="thread" icon="message-square">
              {words.makeThread}
              <span className="visually-hidden">: {record.text}</span>
            </Button>
          )}
        </Form>
      )}
      {canAssign && (
        <details className="record-assign">
          <summary>{words.assign}</summary>
          <Form method="post" action={action} className="record-form" stay>
            <input type="hidden" name="id" value={record.id} />
            <TextInput
              name="owner"
              id={`owner-${record.id}`}
              label={words.recordOwner}
              hint={words.recordOwnerHint}
              defaultValue={record.ownerWritten}
              optional
            />
            <TextInput
              name="due"
              id={`due-${record.id}`}
              type="date"
              label={words.recordDue}
              defaultValue={record.due ?? ''}
              optional
            />
            <Button size="sm" name="intent" value="assign">
              {words.recordSave}
            </Button>
          </Form>
        </details>
      )}
    </div>
  );
}
