import { type ReactNode, useState } from 'react';

interface FoldProps {
  summary: string;
  id?: string;
  className?: string;
  summaryClass: string;
  /** A form inside came back with mistakes. */
  refused: boolean;
  children: ReactNode;
}

/** A form behind its name. Opened once by its mistakes it stays open, also when following a link to one clears the reply. */
export function Fold({ summary, summaryClass, refused, children, ...rest }: FoldProps) {
  const [open, setOpen] = useState(refused);
  return (
    <details {...rest} open={open || refused} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={summaryClass}>{summary}</summary>
      {children}
    </details>
  );
}
