/** How a response may be cached: by anybody, by the reader's own browser after asking again, or not at all. */
export type CacheScope = 'public' | 'private' | 'no-store';

/** What the web process hands to every loader and action of one request. One object per request: the memo key. */
export interface RequestContext {
  requestId: string;
  /** The nonce of this response's Content-Security-Policy. */
  nonce: string;
  ipAddress: string;
  /** Set by `cacheByLabels`; null means that no loader spoke, and then nothing is cached. */
  cache: CacheScope | null;
  /** The status of a request that the edge refused before any route ran; the catch-all route then shows its page. */
  refusedWith: number | null;
  /** Seconds for `Retry-After`, from whatever refused; documents lose the headers of thrown responses. */
  retryAfter: string | null;
}

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestContext {}
}
