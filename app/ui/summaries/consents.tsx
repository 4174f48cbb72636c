import { Button } from '#app/ui/primitives/button';
import type { FieldError } from '#app/ui/primitives/field';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';
import { TextArea } from '#app/ui/primitives/text-area';
import type { SummaryWords } from '#app/ui/summaries/words';

export interface ShownConsent {
  id: number;
  name: string;
  quote: string;
  state: 'asked' | 'granted' | 'refused';
}

const TONE = { asked: 'warning', granted: 'positive', refused: 'danger' } as const;

/** Who was asked to be named with which quote, and the form that asks. */
export function Consents({
  consents,
  words,
  action,
  errors = {},
}: {
  consents: readonly ShownConsent[];
  words: SummaryWords;
  action: string;
  errors?: Record<string, FieldError[]> | undefined;
}) {
  return (
    <section aria-labelledby="quotes" className="stack">
      <h2 id="quotes">{words.quotesTitle}</h2>
      <p className="facts">{words.quotesLead}</p>
      {consents.length > 0 && (
        <ul className="findings">
          {consents.map((consent) => (
            <li key={consent.id}>
              <bdi>{consent.name}</bdi> <Badge tone={TONE[consent.state]}>{words[consent.state]}</Badge>
              <blockquote dir="auto">{consent.quote}</blockquote>
              {consent.state === 'asked' && (
                <Form method="post" action={action} stay>
                  <input type="hidden" name="id" value={consent.id} />
                  <Button size="sm" variant="quiet" name="intent" value="withdraw" icon="rotate-ccw">
                    {words.quoteWithdraw}
                    <span className="visually-hidden">
                      : <bdi>{consent.name}</bdi>
                    </span>
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      <Form method="post" action={action} className="record-form">
        <TextInput name="handle" label={words.quoteHandle} errors={errors.handle} />
        <TextArea name="quote" label={words.quoteText} rows={3} errors={errors.quote} />
        <Button size="sm" name="intent" value="consent">
          {words.quoteAsk}
        </Button>
      </Form>
    </section>
  );
}
