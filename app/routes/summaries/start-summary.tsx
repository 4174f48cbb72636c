import type { FormReply } from '#app/http/form-reply';
import { Button } from '#app/ui/primitives/button';
import { RadioGroup } from '#app/ui/primitives/choices';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { TextArea } from '#app/ui/primitives/text-area';
import type { SummaryWords } from '#app/ui/summaries/words';

/** How a summary begins: from the template, or from a text that was written elsewhere. */
export function StartSummary({
  words,
  locale,
  action,
  reply,
}: {
  words: SummaryWords;
  locale: string;
  action: string;
  reply: FormReply | undefined;
}) {
  return (
    <>
      <p>{words.startLead}</p>
      <Form method="post" action={action} className="record-form">
        <RadioGroup
          name="locale"
          label={words.templateLanguage}
          defaultValue={locale}
          inline
          options={[
            { value: 'he', label: words.hebrew },
            { value: 'en', label: words.english },
          ]}
          errors={reply?.errors.locale}
        />
        <Button name="intent" value="start" variant="primary">
          {words.startTemplate}
        </Button>
      </Form>
      <section aria-labelledby="import">
        <h2 id="import">{words.importTitle}</h2>
        <Form method="post" action={action} encType="multipart/form-data" className="record-form" noValidate>
          <TextInput
            name="file"
            type="file"
            accept=".md,.markdown,.txt,text/markdown"
            label={words.importFile}
            errors={reply?.errors.file}
            optional
          />
          <TextArea
            name="body"
            label={words.importPaste}
            rows={8}
            defaultValue={String(reply?.values.body ?? '')}
            errors={reply?.errors.body}
            optional
          />
          <Button name="intent" value="import">
            {words.importSend}
          </Button>
        </Form>
      </section>
    </>
  );
}
