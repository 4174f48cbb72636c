import { LabelBadge } from '#app/ui/forum/label-badge';
import { TopicName } from '#app/ui/forum/topic-tag';
import { Link } from '#app/ui/primitives/link';
import { RecordButtons } from '#app/ui/summaries/record-buttons';
import { RecordFacts } from '#app/ui/summaries/record-facts';
import type { RegisterEntry, SummaryWords } from '#app/ui/summaries/words';

/** Records of many sessions, each with where it came from. */
export function RegisterList({
  rows,
  words,
  action,
  mayAsk,
}: {
  rows: readonly RegisterEntry[];
  words: SummaryWords;
  action: string;
  mayAsk: boolean;
}) {
  return (
    <ul className="rows register">
      {rows.map((row) => (
        <li key={row.id} id={`record-${row.id}`} className={row.done ? 'record-is-done' : undefined} data-row="">
          <p className="register-text">
            <bdi dir={row.dir}>{row.text}</bdi>
          </p>
          <RecordFacts record={row} words={words} />
          <div className="register-from facts">
            <LabelBadge label={row.session.label} />
            {row.session.chatham && <span>{words.rule}</span>}
            <TopicName name={row.topic.name} hue={row.topic.hue} />
            <Link to={`${row.session.href}#record-${row.id}`} className="quiet-link">
              <bdi>{row.session.title}</bdi>
            </Link>
            <span>{row.session.date}</span>
          </div>
          <RecordButtons record={row} words={words} action={action} mayAsk={mayAsk} />
        </li>
      ))}
    </ul>
  );
}
