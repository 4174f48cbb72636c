import { createContext, useContext } from 'react';

/** What of the request the page itself needs, in the browser read back from the document. */
interface PageContext {
  nonce: string | undefined;
  requestId: string | undefined;
}

const Page = createContext<PageContext | null>(null);

/** Wrapped around the page by the server entry alone. */
export const PageContextProvider = Page.Provider;

/** The nonce for inline scripts; undefined in the browser, where nothing inline is added. */
export function useNonce(): string | undefined {
  return useContext(Page)?.nonce;
}

/**
 * The number people quote when they report an error. The error page puts it on `<html data-request-id>`, where the
 * browser finds it again, so that both render the same.
 */
export function useRequestId(): string | undefined {
  const page = useContext(Page);
  if (page) {
    return page.requestId;
  }
  return typeof document === 'undefined' ? undefined : document.documentElement.dataset.requestId;
}
