// Starts the worker from its TypeScript source, for tests and `npm run dev`; a build starts the emitted file instead.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
