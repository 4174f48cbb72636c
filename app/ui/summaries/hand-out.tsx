import { useState } from 'react';
import { Button } from '#app/ui/primitives/button';
import type { SummaryWords } from '#app/ui/summaries/words';

/** Print and copy, where the label lets the text out. What is copied begins with the label's own line. */
export function HandOut({ markdown, label, words }: { markdown: string; label: string; words: SummaryWords }) {
  const [copied, setCopied] = useState(false);
  return (
    <span className="cluster js-only">
      <Button type="button" size="sm" icon="file-text" onClick={() => window.print()}>
        {words.print}
      </Button>
      <Button
        type="button"
        size="sm"
        icon={copied ? 'check' : 'copy'}
        onClick={() => {
          navigator.clipboard.writeText(`${label}\n\n${markdown}`).then(
            () => setCopied(true),
            () => setCopied(false),
          );
        }}
      >
        <span aria-live="polite">{copied ? words.copied : words.copy}</span>
      </Button>
    </span>
  );
}
