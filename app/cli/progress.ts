import { Presets, SingleBar } from 'cli-progress';

/** A bar on standard error while somebody watches; silent in pipes and scripts. */
export interface Progress {
  update: (done: number, note?: string) => void;
  stop: () => void;
}

/** Shows how far a long piece of work is. `total` 0: not known, and only the note is shown. */
export function startProgress(what: string, total: number): Progress {
  if (!process.stderr.isTTY) {
    return { update: () => undefined, stop: () => undefined };
  }
  const format = total > 0 ? `${what} {bar} {percentage}% {note}` : `${what} {note}`;
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  bar.start(Math.max(total, 1), 0, { note: '' });
  return { update: (done, note = '') => bar.update(done, { note }), stop: () => bar.stop() };
}
