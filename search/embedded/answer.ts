import type { LiveIndex } from './live-index';

/** What the engine may ask of the index, each with one argument. */
export const METHODS = [
  'upsert',
  'remove',
  'search',
  'suggest',
  'similar',
  'setSynonyms',
  'listRevisions',
  'beginRebuild',
  'addToRebuild',
  'finishRebuild',
  'abortRebuild',
  'health',
  'close',
] as const;
export type IndexMethod = (typeof METHODS)[number];

export type IndexArgument<Method extends IndexMethod> =
  Parameters<LiveIndex[Method]> extends [infer One] ? One : undefined;
export type IndexAnswer<Method extends IndexMethod> = ReturnType<LiveIndex[Method]>;

export interface IndexRequest {
  id: number;
  method: IndexMethod;
  argument: unknown;
}

export interface IndexReply {
  id: number;
  value?: unknown;
  error?: string;
  isLast?: boolean;
}

/** Runs a request on the index. Never throws: what goes wrong is in the reply. */
export function answerRequest(index: LiveIndex, message: unknown): IndexReply {
  const { id, method, argument } = message as IndexRequest;
  try {
    // Both ends are ours and of the same build; types were checked where the request was made.
    const run = index[method] as (this: LiveIndex, argument: unknown) => unknown;
    return { id, value: run.call(index, argument), ...(method === 'close' ? { isLast: true } : {}) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
