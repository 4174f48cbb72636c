import { LabelBadge } from '#app/ui/forum/label-badge';
import { Icon } from '#app/ui/primitives/icon';
import { Link } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';
import type { ShownRecord, SummaryWords } from '#app/ui/summaries/words';

/** What is to say of a record beside its words: who, until when, how it stands, where it went. */
export function RecordFacts({ record, words }: { record: ShownRecord; words: SummaryWords }) {
  const { owner, dueText, done, overdue, thread, supersededBy } = record;
  if (!owner && !dueText && !done && !thread && !supersededBy) {
    return null;
  }
  return (
    <div className="record-facts facts">
      {owner?.name && (
        <span>
          {owner.href ? (
            <Link to={owner.href} className="quiet-link">
              <bdi>{owner.name}</bdi>
            </Link>
          ) : (
            <bdi>{owner.name}</bdi>
          )}
        </span>
      )}
      {dueText && <span>{dueText}</span>}
      {overdue && <Badge tone="danger">{words.overdue}</Badge>}
      {done && (
        <span className="record-done">
          <Icon name="check" />
          {record.kind === 'question' ? words.answered : words.done}
        </span>
      )}
      {thread && (
        <span>
          {thread.label && <LabelBadge label={thread.label} />}{' '}
          <Link to={thread.href}>
            {words.toThread}
            <span className="visually-hidden">
              : <bdi>{thread.title}</bdi>
            </span>
          </Link>
        </span>
      )}
      {supersededBy && (
        <span className={supersededBy.label === 'RED' ? 'print-off' : undefined}>
          {words.superseded} {supersededBy.label && <LabelBadge label={supersededBy.label} />}{' '}
          <Link to={supersededBy.href}>
            <bdi>{supersededBy.text}</bdi>
          </Link>
        </span>
      )}
    </div>
  );
}
