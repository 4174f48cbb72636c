import { setTimeout as delay } from 'node:timers/promises';
import { getLog } from '#app/instances.server';

/**
 * Work that goes on beside requests: `tick` does what is due and answers whether there was any, in which case it runs
 * again at once; otherwise after `everyMs`. Ticks of one worker never overlap.
 */
export interface Worker {
  name: string;
  everyMs: number;
  /** False: the forum does its work without it, so that its failing is no reason to send no requests here. */
  vital?: boolean;
  tick: (signal: AbortSignal) => Promise<boolean>;
}

/** Everything that has to happen for `stop`, and whether all is well. */
export interface RunningWorkers {
  stop: () => Promise<void>;
}

type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

const registered: Worker[] = [];
/** Worker name → message of its last failure; absent while it does well. */
const failing = new Map<string, string>();
let running = false;

/** Failures in a row double the wait, up to this. */
const MAX_WAIT_MS = 60_000;

/** Adds a worker; called by the module of each worker before `startWorkers`. */
export function registerWorker(worker: Worker): void {
  registered.push(worker);
}

/** Starts all registered workers. `sleep` is given by tests. */
export function startWorkers(sleep: Sleep = sleepUnlessStopped): RunningWorkers {
  const controller = new AbortController();
  running = true;
  const loops = registered.map((worker) => loop(worker, controller.signal, sleep));
  return {
    stop: async () => {
      controller.abort();
      await Promise.all(loops);
      running = false;
    },
  };
}

/** For /readyz: whether workers run in this process, and the vital ones whose last tick failed. */
export function workersHealth(): { running: boolean; failing: string[] } {
  const optional = new Set(registered.filter(({ vital }) => vital === false).map(({ name }) => name));
  return { running, failing: [...failing.keys()].filter((name) => !optional.has(name)) };
}

async function loop(worker: Worker, signal: AbortSignal, sleep: Sleep): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const didSomething = await worker.tick(signal).then(
      (result) => {
        failures = 0;
        failing.delete(worker.name);
        return result;
      },
      (error: unknown) => {
        failures += 1;
        failing.set(worker.name, error instanceof Error ? error.message : String(error));
        getLog().error({ worker: worker.name, err: error }, 'worker failed');
        return false;
      },
    );
    if (!didSomething) {
      await sleep(
        Math.min(worker.everyMs * 2 ** Math.min(failures, 10), Math.max(MAX_WAIT_MS, worker.everyMs)),
        signal,
      );
    }
  }
}

async function sleepUnlessStopped(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
