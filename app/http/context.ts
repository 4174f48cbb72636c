/** What the web process hands to every loader and action of one request. One object per request: the memo key. */
export interface RequestContext {
  requestId: string;
  /** The nonce of this response's Content-Security-Policy. */
  nonce: string;
  ipAddress: string;
}

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestContext {}
}
