import type { ReactNode } from 'react';
import { RingEmpty, RingLoading } from '#app/ui/forum/ring';

/** Nothing here yet: what that means, and what to do next. */
export function EmptyState({
  title,
  text,
  children,
  as: Title = 'h2',
}: {
  title: string;
  text?: ReactNode;
  children?: ReactNode;
  as?: 'h1' | 'h2' | 'h3';
}) {
  return (
    <div className="empty">
      <RingEmpty />
      <Title>{title}</Title>
      {text && <p>{text}</p>}
      {children && <div className="cluster">{children}</div>}
    </div>
  );
}

/** Rows that are on their way. */
export function Skeleton({ rows = 5 }: { rows?: number }) {
  return (
    <div>
      <div className="visually-hidden">
        <RingLoading />
      </div>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike.
        <div key={index} className="skeleton-row" aria-hidden="true">
          <span className="skeleton skeleton-title" />
          <span className="skeleton skeleton-meta" />
        </div>
      ))}
    </div>
  );
}
