import { type Person, PersonLine } from '#app/ui/forum/person-line';
import { Button } from '#app/ui/primitives/button';
import { Checkbox } from '#app/ui/primitives/choices';
import type { FieldError } from '#app/ui/primitives/field';
import { Form } from '#app/ui/primitives/link';
import { TextArea } from '#app/ui/primitives/text-area';
import type { SummaryWords } from '#app/ui/summaries/words';

export interface ShownComment {
  id: number;
  /** Null: signed "participant". */
  author: Person | null;
  body: string;
  createdAt: string;
}

/** What participants said of a draft, and the box to say it in while the window is open. */
export function ParticipantComments({
  comments,
  words,
  action,
  until,
  errors = {},
  typed,
}: {
  comments: readonly ShownComment[];
  words: SummaryWords;
  /** Null once the window is closed. */
  action: string | null;
  until: string | null;
  errors?: Record<string, FieldError[]> | undefined;
  typed: string;
}) {
  return (
    <section aria-labelledby="comments" className="participant-comments">
      <h2 id="comments">{words.commentsTitle}</h2>
      {until && action && <p className="facts">{until}</p>}
      {comments.length === 0 && <p className="facts">{words.commentsNone}</p>}
      <ol>
        {comments.map((comment) => (
          <li key={comment.id}>
            <PersonLine person={comment.author ?? { name: words.participant }} at={comment.createdAt} />
            <p dir="auto" className="whitespace-pre-line">
              {comment.body}
            </p>
          </li>
        ))}
      </ol>
      {action && (
        <Form method="post" action={action} className="composer">
          <TextArea name="body" label={words.commentBody} rows={4} defaultValue={typed} errors={errors.body} />
          <Checkbox name="anonymous" label={words.anonymous} hint={words.anonymousHint} />
          <div className="editor-foot">
            <Button name="intent" value="comment" variant="primary">
              {words.commentSend}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
}
