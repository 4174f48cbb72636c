import type { FormReply } from '#app/http/form-reply';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import { Fold } from '#app/routes/threads/fold';
import { OutsiderForm } from '#app/routes/threads/outsider-form';
import type { ThreadData } from '#app/routes/threads/thread';
import { PersonLine } from '#app/ui/forum/person-line';
import { ActionForm } from '#app/ui/forum/post-actions';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Prose } from '#app/ui/primitives/prose';
import { Badge } from '#app/ui/primitives/text';

type Outsiders = NonNullable<ThreadData['outsiders']>;

interface OutsiderProps {
  data: ThreadData;
  reply: FormReply | undefined;
}

/** What people who are no members wrote under the thread, apart from what members wrote, and the form for another. */
export default function Outsiders(props: OutsiderProps) {
  return (
    <>
      <OutsiderComments {...props} />
      <OutsiderForm {...props} />
    </>
  );
}

function OutsiderComments({ data, reply }: OutsiderProps) {
  const { outsiders } = data;
  if (!outsiders || (outsiders.comments.length === 0 && !outsiders.can.close)) {
    return null;
  }
  const { comments, closed, can, words } = outsiders;
  const empty = closed ? words.closed : words.openNote;
  return (
    <section aria-labelledby="outsiders" className="outsiders">
      <div className="section-head">
        <h2 id="outsiders">{words.title}</h2>
      </div>
      <p className="facts">{comments.length > 0 ? words.lead : empty}</p>
      {comments.map((comment) => (
        <Comment key={comment.id} threadId={data.id} comment={comment} outsiders={outsiders} reply={reply} />
      ))}
      {closed && comments.length > 0 && <p className="facts">{words.closed}</p>}
      {can.close && (
        <ActionForm
          action={paths.thread(data.id)}
          fields={{ intent: closed ? 'outsidersOpen' : 'outsidersClose' }}
          look="secondary"
        >
          {closed ? words.reopen : words.close}
        </ActionForm>
      )}
    </section>
  );
}

interface CommentProps {
  threadId: number;
  comment: Outsiders['comments'][number];
  outsiders: Outsiders;
  reply: FormReply | undefined;
}

function Comment({ threadId, comment, outsiders, reply }: CommentProps) {
  const { id, name, by, at, html } = comment;
  return (
    <article id={`outsider-${id}`} className="post" tabIndex={-1} data-row="">
      <h3 className="visually-hidden">{by}</h3>
      <header className="post-head">
        <PersonLine person={{ name }} at={at} atHref={`#outsider-${id}`} />
        <Badge>{outsiders.words.badge}</Badge>
      </header>
      <Prose html={html} />
      {outsiders.can.remove && <Removal threadId={threadId} id={id} words={outsiders.words} reply={reply} />}
    </article>
  );
}

interface RemovalProps {
  threadId: number;
  id: number;
  words: Outsiders['words'];
  reply: FormReply | undefined;
}

function Removal({ threadId, id, words, reply }: RemovalProps) {
  const mine = reply?.intent === 'outsiderRemove' && typed(reply, 'id') === String(id) ? reply : undefined;
  return (
    <Fold summary={words.remove} summaryClass="quiet-link" refused={mine !== undefined}>
      <Form method="post" action={paths.thread(threadId)} noValidate className="stack">
        <input type="hidden" name="intent" value="outsiderRemove" />
        <input type="hidden" name="id" value={id} />
        <TextInput
          name="reason"
          // Where the list of what is wrong leads.
          id={mine ? 'field-reason' : `outsider-${id}-reason`}
          label={words.why}
          hint={words.whyHint}
          maxLength={500}
          defaultValue={typed(mine, 'reason')}
          errors={mine?.errors.reason}
        />
        <div>
          <Button variant="danger">{words.remove}</Button>
        </div>
      </Form>
    </Fold>
  );
}
