import { Badge } from '#app/ui/primitives/text';
import type { ShownFinding, SummaryWords } from '#app/ui/summaries/words';

/** What the check before publishing found, each with its line. */
export function Findings({ findings, words }: { findings: readonly ShownFinding[]; words: SummaryWords }) {
  if (findings.length === 0) {
    return <p>{words.findingsNone}</p>;
  }
  return (
    <>
      <p>{words.findingsLead}</p>
      <ul className="findings">
        {findings.map((finding) => (
          <li key={`${finding.line} ${finding.kind} ${finding.words} ${finding.context}`}>
            <span className="facts">
              {words.line} {finding.line} · {words[`finding_${finding.kind}`]}
            </span>{' '}
            <mark>
              <bdi>{finding.words}</bdi>
            </mark>{' '}
            {finding.weak && <Badge>{words.weak}</Badge>}
            <p className="facts" dir="auto">
              {finding.context}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
