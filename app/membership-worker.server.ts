import { endDueSuspensions } from '#app/domain/measures/commands.server';
import { remindOfConfirmations } from '#app/domain/members/reminders.server';
import { registerWorker } from '#app/workers.server';

const EVERY_MS = 60_000;

/** Adds the worker that reminds of memberships about to end, and ends suspensions whose day has come. */
export function registerMembershipWorker(): void {
  registerWorker({
    name: 'memberships',
    everyMs: EVERY_MS,
    vital: false,
    tick: async () => (await remindOfConfirmations()) + (await endDueSuspensions()) > 0,
  });
}
