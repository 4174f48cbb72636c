import type { FormReply } from '#app/http/form-reply';
import { typed } from '#app/routes/account/typed';
import type { QueueWords, ShownComment } from '#app/routes/moderation/visitors-data.server';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { PersonLine } from '#app/ui/forum/person-line';
import { TopicName } from '#app/ui/forum/topic-tag';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';
import { Prose } from '#app/ui/primitives/prose';
import { Callout } from '#app/ui/primitives/text';

interface WaitingCommentProps {
  item: ShownComment;
  words: QueueWords;
  action: string;
  reply: FormReply | undefined;
}

/** A comment that waits with what a decision needs, and the form for one. */
export function WaitingComment({ item, words, action, reply }: WaitingCommentProps) {
  const heading = `waiting-${item.id}`;
  const { thread } = item;
  return (
    <section className="revision" aria-labelledby={heading} data-row="">
      <h2 id={heading}>
        <Link to={thread.href}>
          <bdi dir={thread.titleDir}>{thread.title}</bdi>
        </Link>
      </h2>
      <div className="cluster">
        <LabelBadge label={thread.label} />
        <TopicName name={thread.topic.name} hue={thread.topic.hue} href={thread.topic.href} />
      </div>
      <blockquote className="callout">
        <p dir="auto">{thread.text}</p>
      </blockquote>
      <h3>{words.comment}</h3>
      <PersonLine person={{ name: item.name }} at={item.at} />
      <Prose html={item.html} />
      <dl className="session-dl">
        {item.email && (
          <div>
            <dt>{words.email}</dt>
            <dd>
              <a href={`mailto:${item.email}`}>
                <bdi dir="ltr">{item.email}</bdi>
              </a>
            </dd>
          </div>
        )}
        {item.ipAddress && (
          <div>
            <dt>{words.network}</dt>
            <dd>
              <bdi dir="ltr">{item.ipAddress}</bdi>
            </dd>
          </div>
        )}
      </dl>
      {item.mayDecide ? (
        <Form method="post" action={action} noValidate className="stack">
          <input type="hidden" name="id" value={item.id} />
          <TextInput
            name="reason"
            id={`reason-${item.id}`}
            label={words.reason}
            hint={words.reasonHint}
            optional
            maxLength={500}
            defaultValue={typed(reply, 'reason')}
            errors={reply?.errors.reason}
          />
          <div className="cluster">
            <Button name="outcome" value="approved">
              {words.approve}
            </Button>
            <Button name="outcome" value="declined" variant="danger">
              {words.decline}
            </Button>
          </div>
        </Form>
      ) : (
        <Callout>
          <p>{words.ownThread}</p>
        </Callout>
      )}
    </section>
  );
}
