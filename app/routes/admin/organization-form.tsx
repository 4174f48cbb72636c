import type { Named } from '#app/domain/named';
import { READINGS, type Reading } from '#app/domain/organization/model';
import type { FormReply } from '#app/http/form-reply';
import type messages from '#app/i18n/messages/he.json';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { RadioGroup } from '#app/ui/primitives/choices';
import { Form } from '#app/ui/primitives/link';
import { TextArea } from '#app/ui/primitives/text-area';

interface OrganizationFormProps {
  reply: FormReply | undefined;
  organization: {
    reading: Reading;
    written: Named;
    words: (typeof messages)['organization']['page'];
    hint: string;
  };
}

/** What "organization" means for TLP:AMBER+STRICT, and the words in which members are told. */
export function OrganizationForm({ reply, organization }: OrganizationFormProps) {
  const { reading, written, words, hint } = organization;
  const statements = [
    ['statementHe', written.he],
    ['statementEn', written.en],
  ] as const;
  return (
    <>
      <SectionHead title={words.title} id="organization" />
      <p>{words.lead}</p>
      <Form method="post" action={paths.adminSettings()} noValidate className="stack">
        <input type="hidden" name="intent" value="organization" />
        <RadioGroup
          name="reading"
          label={words.reading}
          options={READINGS.map((value) => ({ value, label: words[value], hint: words[`${value}Hint`] }))}
          defaultValue={typed(reply, 'reading', reading)}
          errors={reply?.errors.reading}
        />
        {statements.map(([name, start]) => (
          <TextArea
            key={name}
            name={name}
            label={words[name]}
            hint={hint}
            optional
            rows={3}
            defaultValue={typed(reply, name, start)}
            errors={reply?.errors[name]}
          />
        ))}
        <div>
          <Button icon="check">{words.save}</Button>
        </div>
      </Form>
    </>
  );
}
