import type { FormReply } from '#app/http/form-reply';
import { typed } from '#app/routes/account/typed';
import type { ModerationWords } from '#app/routes/moderation/words';
import type { Person } from '#app/ui/forum/person-line';
import { FieldGroup } from '#app/ui/primitives/field';
import { TextInput } from '#app/ui/primitives/inputs';

interface SplitFieldsProps {
  answers: { id: number; author: Person; text: string }[];
  words: ModerationWords;
  reply: FormReply | undefined;
}

/** Which answers go into a thread of their own, and its title. */
export function SplitFields({ answers, words, reply }: SplitFieldsProps) {
  const chosen = [reply?.values.posts ?? []].flat();
  return (
    <>
      <FieldGroup name="posts" label={words.splitWhich} errors={reply?.errors.posts}>
        {answers.map((answer) => (
          <div key={answer.id} className="choice">
            <input
              type="checkbox"
              id={`split-${answer.id}`}
              name="posts"
              value={answer.id}
              defaultChecked={chosen.includes(String(answer.id))}
              aria-describedby={`split-${answer.id}-text`}
            />
            <label htmlFor={`split-${answer.id}`}>
              <bdi>{answer.author.name}</bdi>
            </label>
            <div id={`split-${answer.id}-text`} className="field-hint" dir="auto">
              {answer.text}
            </div>
          </div>
        ))}
      </FieldGroup>
      <TextInput
        name="title"
        label={words.splitNewTitle}
        maxLength={200}
        defaultValue={typed(reply, 'title')}
        errors={reply?.errors.title}
      />
    </>
  );
}
