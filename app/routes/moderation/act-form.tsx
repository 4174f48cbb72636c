import type { ReactNode } from 'react';
import type { FormReply } from '#app/http/form-reply';
import { typed } from '#app/routes/account/typed';
import type { ModerationWords } from '#app/routes/moderation/words';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

interface ActFormProps {
  intent: string;
  title: string;
  lead: string;
  button: string;
  words: ModerationWords;
  reply: FormReply | undefined;
  /** True where no reason is asked for. */
  optional?: boolean;
  /** What else the act needs to know. */
  children?: ReactNode;
}

/** One thing a moderator does with a thread, with a reason that its readers read. */
export function ActForm({ intent, title, lead, button, words, reply, optional = false, children }: ActFormProps) {
  return (
    <section aria-labelledby={`act-${intent}`} className="stack">
      <SectionHead title={title} id={`act-${intent}`} />
      <p className="facts">{lead}</p>
      <Form method="post" noValidate className="stack">
        <input type="hidden" name="intent" value={intent} />
        {children}
        <TextInput
          name="reason"
          id={`${intent}-reason`}
          label={words.why}
          hint={words.whyHint}
          maxLength={500}
          {...(optional && { optional })}
          defaultValue={typed(reply, 'reason')}
          errors={reply?.errors.reason}
        />
        <div>
          <Button>{button}</Button>
        </div>
      </Form>
    </section>
  );
}
