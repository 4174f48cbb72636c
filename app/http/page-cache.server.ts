import type { IncomingHttpHeaders } from 'node:http';
import { now } from '#app/domain/clock';
import { currentRevision } from '#app/domain/revision';
import { cookieNames } from '#app/http/cookies.server';
import { preferenceCookieNames, preferencesFor } from '#app/http/locale.server';
import { makeTemplate, type PageTemplate, templateBytes } from '#app/http/page-template.server';

const MAX_BYTES = 64_000_000;
/** Other processes' changes (another web process, an import) show after this at the latest. */
const MAX_AGE_MS = 5_000;

interface Kept {
  page: PageTemplate;
  headers: [name: string, value: string][];
  revision: number;
  atMs: number;
  bytes: number;
}

/**
 * Pages for guests, kept as they were rendered. Valid for the revision (domain/revision.ts) at which their rendering
 * began, so that none is served after a change made in this process; dropped when old, least lately used first.
 */
export class PageCache {
  readonly #pages = new Map<string, Kept>();
  readonly #rendering = new Map<string, Promise<void>>();
  #bytes = 0;

  /** The kept page, when it still holds. */
  find(key: string): Kept | null {
    const kept = this.#pages.get(key);
    if (!kept) {
      return null;
    }
    this.#pages.delete(key);
    if (kept.revision !== currentRevision() || now().getTime() - kept.atMs > MAX_AGE_MS) {
      this.#bytes -= kept.bytes;
      return null;
    }
    this.#pages.set(key, kept);
    return kept;
  }

  /** Keeps a page that was rendered with `nonce`, from data no older than `revision`. */
  keep(key: string, revision: number, html: string, nonce: string, headers: [name: string, value: string][]): Kept {
    const page = makeTemplate(html, nonce);
    const kept = { page, headers, revision, atMs: now().getTime(), bytes: templateBytes(page) + 2 * key.length };
    this.#drop(key);
    this.#pages.set(key, kept);
    this.#bytes += kept.bytes;
    for (const [oldest] of this.#pages) {
      if (this.#bytes <= MAX_BYTES) {
        break;
      }
      this.#drop(oldest);
    }
    return kept;
  }

  #drop(key: string): void {
    const kept = this.#pages.get(key);
    if (kept && this.#pages.delete(key)) {
      this.#bytes -= kept.bytes;
    }
  }

  /**
   * Waits for the rendering of the same page that is under way, or, when there is none, announces one and answers the
   * function that ends it. So a page that fell out under load is rendered once, not once a waiting reader.
   */
  async turn(key: string): Promise<(() => void) | null> {
    const other = this.#rendering.get(key);
    if (other) {
      await other;
      return null;
    }
    let end = (): void => undefined;
    const rendering = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#rendering.set(key, rendering);
    return () => {
      this.#rendering.delete(key);
      end();
    };
  }
}

/**
 * The key under which a request's page may be kept: its address with the reader's preferences. Null unless it is a GET
 * by somebody who brings no cookie but preferences: any other cookie may be a login or a message for one reader.
 */
export function pageKey(method: string | undefined, target: string, headers: IncomingHttpHeaders): string | null {
  if (method !== 'GET' || target.includes('_data=')) {
    return null;
  }
  const known = preferenceCookieNames();
  if (headers.cookie && cookieNames(headers.cookie).some((name) => !known.includes(name))) {
    return null;
  }
  const asking = { cookie: headers.cookie, acceptLanguage: headers['accept-language'] };
  const { locale, theme, density } = preferencesFor(asking);
  return `${locale} ${theme} ${density} ${target}`;
}
