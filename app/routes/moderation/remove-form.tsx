import type { FormReply } from '#app/http/form-reply';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import type { ModerationWords } from '#app/routes/moderation/words';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

interface RemoveFormProps {
  postId: number;
  number: number;
  /** A moderator takes the text out; its author asks for that. */
  intent: 'remove' | 'ask';
  words: ModerationWords;
  reply: FormReply | undefined;
}

/** Under a former text: take it out of the history for good. */
export function RemoveForm({ postId, number, intent, words, reply }: RemoveFormProps) {
  return (
    <details open={reply !== undefined}>
      <summary className="quiet-link">{intent === 'remove' ? words.removeRevision : words.askRevision}</summary>
      <Form method="post" action={paths.postHistory(postId)} noValidate className="stack">
        <input type="hidden" name="number" value={number} />
        <TextInput
          name="reason"
          id={`remove-${number}-reason`}
          label={words.why}
          hint={intent === 'remove' ? words.removeHint : words.askHint}
          maxLength={500}
          defaultValue={typed(reply, 'reason')}
          errors={reply?.errors.reason}
        />
        <div>
          <Button name="intent" value={intent} variant={intent === 'remove' ? 'danger' : 'secondary'}>
            {intent === 'remove' ? words.removeRevision : words.askRevision}
          </Button>
        </div>
      </Form>
    </details>
  );
}
