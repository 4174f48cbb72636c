/** The rows that `j` and `k` walk: threads of a list, posts of a thread. */
function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-row]')];
}

/** Focuses the next (1) or previous (-1) row: its link in a list, the post itself in a thread. */
export function moveAlongRows(step: 1 | -1): void {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[at === -1 ? (step === 1 ? 0 : all.length - 1) : at + step];
  const target = next?.tabIndex === -1 && next.tagName === 'ARTICLE' ? next : next?.querySelector<HTMLElement>('a');
  target?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** Goes to the box in which an answer is written. */
export function pressAnswer(): void {
  document.querySelector<HTMLElement>('[data-answer-box]')?.focus();
}

/** Goes to the first post that was not read. */
export function pressUnread(): void {
  const post = document.querySelector<HTMLElement>('[data-unread]');
  post?.scrollIntoView({ block: 'start' });
  post?.focus({ preventScroll: true });
}
