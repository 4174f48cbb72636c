import { RecordButtons } from '#app/ui/summaries/record-buttons';
import { RecordFacts } from '#app/ui/summaries/record-facts';
import type { ShownRecord, SummaryWords } from '#app/ui/summaries/words';

interface GlanceProps {
  records: readonly ShownRecord[];
  words: SummaryWords;
  action: string;
  mayAsk: boolean;
}

/** Decisions, actions and open questions at a glance, before the text. */
export function SummaryGlance({ records, words, action, mayAsk }: GlanceProps) {
  const of = (kind: ShownRecord['kind']) => records.filter((record) => record.kind === kind);
  const parts = [
    { id: 'decisions', title: words.decisions, none: words.noDecisions, records: of('decision') },
    { id: 'actions', title: words.actions, none: words.noActions, records: of('action') },
    { id: 'questions', title: words.questions, none: null, records: of('question') },
  ];
  return (
    <div className="glance">
      {parts
        .filter((part) => part.none !== null || part.records.length > 0)
        .map((part) => (
          <section key={part.id} aria-labelledby={`glance-${part.id}`} className={`glance-part glance-${part.id}`}>
            <h2 id={`glance-${part.id}`}>{part.title}</h2>
            {part.records.length === 0 ? (
              <p className="facts">{part.none}</p>
            ) : (
              <ul>
                {part.records.map((record) => (
                  <li key={record.id} id={`record-${record.id}`} className={record.done ? 'record-is-done' : undefined}>
                    <p>
                      <bdi dir={record.dir}>{record.text}</bdi>
                    </p>
                    <RecordFacts record={record} words={words} />
                    <RecordButtons record={record} words={words} action={action} mayAsk={mayAsk} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
    </div>
  );
}
