import { OUTSIDER_BODY_MAX_CHARS, OUTSIDER_NAME_MAX_CHARS } from '#app/domain/outsider-comments/model';
import type { FormReply } from '#app/http/form-reply';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import { Fold } from '#app/routes/threads/fold';
import type { ThreadData } from '#app/routes/threads/thread';
import { Button } from '#app/ui/primitives/button';
import { Checkbox } from '#app/ui/primitives/choices';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';
import { Callout } from '#app/ui/primitives/text';
import { TextArea } from '#app/ui/primitives/text-area';

/**
 * For whoever is not signed in: a comment without an account, with the rules beside it. The same for every reader, so that
 * the page stays one that is kept.
 */
export function OutsiderForm({ data, reply }: { data: ThreadData; reply: FormReply | undefined }) {
  const mine = reply?.intent === 'outsider' ? reply : undefined;
  const form = data.outsiders?.form;
  if (!data.outsiders || !form) {
    // Closed while they wrote: their text is not lost.
    return mine ? (
      <blockquote className="callout" id="outsider" dir="auto">
        {typed(mine, 'body')}
      </blockquote>
    ) : null;
  }
  const { words } = data.outsiders;
  if (form.sent && !mine) {
    return (
      <div id="outsider" className="outsider-form" tabIndex={-1}>
        <Callout tone="positive">
          <h2>{words.sentTitle}</h2>
          <p>{words.sent}</p>
        </Callout>
      </div>
    );
  }
  return (
    <Fold
      id="outsider"
      className="outsider-form"
      summary={words.open}
      summaryClass="btn btn-secondary"
      refused={mine !== undefined}
    >
      <p>{words.formLead}</p>
      <div className="outsider-columns">
        <section aria-labelledby="outsider-rules">
          <h2 id="outsider-rules">{words.rulesTitle}</h2>
          <ul className="outsider-rules">
            {form.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
          <p>
            <Link to={paths.privacy()}>{words.privacyLink}</Link>
          </p>
        </section>
        <Form method="post" action={paths.thread(data.id)} noValidate className="stack">
          <input type="hidden" name="intent" value="outsider" />
          <TextInput
            name="name"
            label={words.name}
            hint={words.nameHint}
            autoComplete="name"
            maxLength={OUTSIDER_NAME_MAX_CHARS}
            defaultValue={typed(mine, 'name')}
            errors={mine?.errors.name}
          />
          <TextInput
            name="email"
            type="email"
            label={words.email}
            hint={words.emailHint}
            autoComplete="email"
            defaultValue={typed(mine, 'email')}
            errors={mine?.errors.email}
          />
          <TextArea
            name="body"
            label={words.body}
            hint={form.bodyHint}
            rows={5}
            maxLength={OUTSIDER_BODY_MAX_CHARS}
            defaultValue={typed(mine, 'body')}
            errors={mine?.errors.body}
          />
          <div className="visually-hidden" aria-hidden="true">
            <label htmlFor="outsider-website">{words.trap}</label>
            <input id="outsider-website" name="website" tabIndex={-1} autoComplete="off" />
          </div>
          <Checkbox
            name="rules"
            required
            label={words.agree}
            defaultChecked={typed(mine, 'rules') === 'on'}
            errors={mine?.errors.rules}
          />
          <div>
            <Button variant="primary">{words.send}</Button>
          </div>
        </Form>
      </div>
    </Fold>
  );
}
