import { parentPort, workerData } from 'node:worker_threads';
import { answerRequest } from './answer';
import { LiveIndex } from './live-index';

/**
 * The worker thread of the embedded engine: owns the index, answers one request after the other. Started by engine.ts;
 * the build emits it as a file of its own (search/README.md).
 */
const { folder }: { folder: string } = workerData;
const index = new LiveIndex(folder);

parentPort?.on('message', (message: unknown) => {
  const reply = answerRequest(index, message);
  parentPort?.postMessage(reply);
  if (reply.isLast) {
    parentPort?.close();
  }
});
