import type { ReactNode } from 'react';

/** What all kept parts may take, in characters. */
const MAX_CHARS = 8_000_000;

interface Part {
  key: string;
  /** Null when it has to be rendered. */
  html: string | null;
}

const kept = new Map<string, string>();
let keptChars = 0;

/** The parts of the page that is being rendered; null while none is. */
let page: Part[] | null = null;

/** Nobody can write a mark of ours into a text: it cannot be known. */
const token = import.meta.env.SSR ? crypto.randomUUID() : '';

interface KeptPartProps {
  /**
   * Everything that the part is made of, as one text: equal keys must mean equal bytes. Null: rendered anew.
   */
  of: string | null;
  children: () => ReactNode;
}

/**
 * A part of a page that the server renders once for all readers for whom it is made of the same: who sees it, and what
 * of it, was decided when `of` was loaded for them. The browser knows nothing of it: the bytes are those of `children`.
 * Parts do not lie in one another, and `useId` must not be used inside, since its values tell the place in the page.
 */
export function KeptPart({ of, children }: KeptPartProps) {
  if (!import.meta.env.SSR || page === null || of === null) {
    return <>{children()}</>;
  }
  const html = kept.get(of) ?? null;
  const number = page.push({ key: of, html }) - 1;
  if (html !== null) {
    return <Mark kind="k" number={number} />;
  }
  return (
    <>
      <Mark kind="b" number={number} />
      {children()}
      <Mark kind="e" number={number} />
    </>
  );
}

function Mark({ kind, number }: { kind: 'k' | 'b' | 'e'; number: number }) {
  return <i data-part={`${token}${kind}${number}`} />;
}

/** Renders a page (at once, not in pieces) with its kept parts in their places, and keeps those that are new. */
export function withKeptParts(render: () => string): string {
  page = [];
  try {
    return placeParts(render(), page);
  } finally {
    page = null;
  }
}

function placeParts(html: string, parts: Part[]): string {
  const [head = '', ...pieces] = html.split(`<i data-part="${token}`);
  let whole = head;
  let last = '';
  for (const piece of pieces) {
    const end = piece.indexOf('"></i>');
    const part = parts[Number(piece.slice(1, end))];
    if (part && piece.startsWith('e')) {
      keep(part.key, last);
    }
    last = piece.slice(end + '"></i>'.length);
    whole += part?.html && piece.startsWith('k') ? part.html + last : last;
  }
  return whole;
}

function keep(key: string, html: string): void {
  // A copy: what is cut out of a page keeps the whole of it in memory.
  const copy = Buffer.from(html).toString();
  kept.set(key, copy);
  keptChars += key.length + copy.length;
  for (const [oldest, { length }] of kept) {
    if (keptChars <= MAX_CHARS) {
      break;
    }
    kept.delete(oldest);
    keptChars -= oldest.length + length;
  }
}
