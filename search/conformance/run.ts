import type { SearchEngine } from '#search/port';
import type { Check } from './check';
import { listChecks } from './checks';

/** How one check ended: `difference` says what was expected and what came, and is null when all was well. */
export interface Outcome {
  check: Check;
  difference: string | null;
}

/**
 * Runs the whole contract on an engine whose index holds the small forum (`loadForum`) and is for this alone. One check
 * that fails does not keep the others from running.
 */
export async function runConformance(
  engine: SearchEngine,
  onOutcome: (outcome: Outcome) => unknown = () => undefined,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const check of listChecks()) {
    const outcome = { check, difference: await differenceOf(check, engine) };
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;
}

async function differenceOf(check: Check, engine: SearchEngine): Promise<string | null> {
  try {
    await check.run(engine);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
