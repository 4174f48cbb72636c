import { remindOfActions } from '#app/domain/summaries/due.server';
import { registerWorker } from '#app/workers.server';

const EVERY_MS = 300_000;

/** Adds the worker that reminds owners of their action items. Not vital: without it the registers still show them. */
export function registerSummaryWorker(): void {
  registerWorker({
    name: 'action items',
    everyMs: EVERY_MS,
    vital: false,
    tick: async () => (await remindOfActions()) > 0,
  });
}
