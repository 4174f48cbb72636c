import type { PageContact } from '#app/domain/pages/model';
import type { FormReply } from '#app/http/form-reply';
import type messages from '#app/i18n/messages/he.json';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

interface ContactFormProps {
  reply: FormReply | undefined;
  contact: PageContact;
  words: (typeof messages)['pageTexts']['page'];
}

const FIELDS = [
  { name: 'nameHe', type: 'text', autoComplete: 'off' },
  { name: 'nameEn', type: 'text', autoComplete: 'off' },
  { name: 'email', type: 'email', autoComplete: 'off' },
  { name: 'phone', type: 'tel', autoComplete: 'off' },
] as const;

/** Whom to turn to about accessibility: what stands in the statement. */
export function ContactForm({ reply, contact, words }: ContactFormProps) {
  return (
    <section aria-labelledby="contact">
      <SectionHead title={words.contactTitle} id="contact" />
      <p>
        {words.contactLead} <code dir="ltr">{'{contact}'}</code>
      </p>
      <Form method="post" action={paths.adminPages()} noValidate className="stack">
        {FIELDS.map((field) => (
          <TextInput
            key={field.name}
            {...field}
            label={words[field.name]}
            optional
            defaultValue={typed(reply, field.name, contact[field.name])}
            errors={reply?.errors[field.name]}
          />
        ))}
        <div>
          <Button variant="primary" icon="check">
            {words.saveContact}
          </Button>
        </div>
      </Form>
    </section>
  );
}
