import type { FormReply } from '#app/http/form-reply';
import { typed } from '#app/routes/account/typed';
import type { ShownItem } from '#app/routes/moderation/queue-data.server';
import type { ModerationWords } from '#app/routes/moderation/words';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { PersonLine } from '#app/ui/forum/person-line';
import { TopicName } from '#app/ui/forum/topic-tag';
import { Button } from '#app/ui/primitives/button';
import { Form, Link } from '#app/ui/primitives/link';
import { Prose } from '#app/ui/primitives/prose';
import { Badge, Callout, Time } from '#app/ui/primitives/text';
import { TextArea } from '#app/ui/primitives/text-area';

interface FlaggedPostProps {
  item: ShownItem;
  words: ModerationWords;
  action: string;
  reply: FormReply | undefined;
}

/** A flagged post with what a decision about it needs, and the form for one. */
export function FlaggedPost({ item, words, action, reply }: FlaggedPostProps) {
  const heading = `flagged-${item.postId}`;
  return (
    <section className="revision" aria-labelledby={heading} data-row="">
      <h2 id={heading}>
        <Link to={item.href}>
          <bdi dir={item.titleDir}>{item.title}</bdi>
        </Link>
      </h2>
      <div className="cluster">
        <LabelBadge label={item.label} />
        <TopicName name={item.topic.name} hue={item.topic.hue} href={item.topic.href} />
        <span className="facts">{words[item.kind]}</span>
        <Badge tone="warning">{item.count}</Badge>
      </div>
      {item.above && (
        <blockquote className="callout">
          <PersonLine person={item.above.author} />
          <p dir="auto">{item.above.text}</p>
        </blockquote>
      )}
      <PersonLine person={item.author} at={item.at} />
      <Prose html={item.html} />
      <h3>{words.flags}</h3>
      <ul className="plain-list">
        {item.flags.map((flag) => (
          <li key={flag.id}>
            <PersonLine person={flag.by} at={flag.at}>
              <Badge>{words[flag.reason]}</Badge>
            </PersonLine>
            {flag.text && <p dir="auto">{flag.text}</p>}
          </li>
        ))}
      </ul>
      {(item.decisions.length > 0 || item.authorBefore) && <h3>{words.before}</h3>}
      {item.decisions.map((decision) => (
        <p key={decision.id}>
          <strong>{words[decision.outcome]}</strong> · <bdi>{decision.note}</bdi>{' '}
          <span className="facts">
            <bdi>{decision.by.name}</bdi> · <Time iso={decision.at} />
          </span>
        </p>
      ))}
      {item.authorBefore && <p className="facts">{item.authorBefore}</p>}
      {item.mayDecide ? (
        <DecisionForm item={item} words={words} action={action} reply={reply} />
      ) : (
        <Callout>
          <p>{words.anotherDecides}</p>
        </Callout>
      )}
    </section>
  );
}

function DecisionForm({ item, words, action, reply }: FlaggedPostProps) {
  return (
    <Form method="post" action={action} noValidate className="stack">
      <input type="hidden" name="postId" value={item.postId} />
      <input type="hidden" name="upTo" value={item.upTo} />
      <TextArea
        name="note"
        id={`note-${item.postId}`}
        label={words.note}
        hint={words.noteHint}
        rows={2}
        maxLength={500}
        defaultValue={typed(reply, 'note')}
        errors={reply?.errors.note}
      />
      <div className="cluster">
        <Button name="outcome" value="dismissed">
          {words.dismiss}
        </Button>
        <Button name="outcome" value="hidden" variant="danger">
          {words.hide}
        </Button>
      </div>
    </Form>
  );
}
