import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Cookie,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import '#tests/setup/provided';

/** What Chromium needs to run as root, and to leave the network alone. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };

export interface Visit {
  locale?: 'he' | 'en';
  theme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  javaScript?: boolean;
  /** E-mail of a demo account to sign in with; a guest without. */
  as?: string;
  options?: BrowserContextOptions;
}

export const DEMO_PASSWORD = 'roundtable-demo-2026';

export interface TestBrowser {
  /** A page in a browser of its own: cookies, language, size. Its console must stay free of errors. */
  visit: (visit?: Visit) => Promise<Page>;
  url: (path: string) => string;
  /** What pages complained about since the last call: errors in scripts, refused by the policy, not found. */
  complaints: () => string[];
}

/** A Chromium for the test file. Call once at the top. */
export function testBrowser(): TestBrowser {
  const base = inject('demoUrl');
  const contexts: BrowserContext[] = [];
  let heard: string[] = [];
  let browser: Browser;
  // Signed in once a person and file: the product limits how often one may try.
  const logins = new Map<string, Cookie[]>();
  beforeAll(async () => {
    // Without a UTF-8 locale Chromium saves files with Hebrew names as "download".
    const env = { ...process.env, LANG: 'C.UTF-8' };
    browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: FLAGS, env });
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser.close();
  });
  beforeEach(() => {
    heard = [];
  });
  const url = (path: string): string => new URL(path, base).href;
  return {
    url,
    complaints() {
      const said = heard;
      heard = [];
      return said;
    },
    async visit({ locale = 'he', theme = 'light', viewport = DESK, javaScript = true, as, options = {} } = {}) {
      const context = await browser.newContext({ viewport, javaScriptEnabled: javaScript, ...options });
      contexts.push(context);
      const display = [
        { name: 'locale', value: locale, url: base },
        { name: 'theme', value: theme, url: base },
      ];
      await context.addCookies(display);
      const page = await context.newPage();
      if (javaScript) {
        waitUntilReady(page);
      }
      page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
          heard.push(`console: ${message.text()}`);
        }
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(base) && !request.url().startsWith('data:')) {
          heard.push(`outside: ${request.url()}`);
        }
      });
      if (as) {
        const known = logins.get(as);
        if (known) {
          await context.addCookies(known);
        } else {
          await signIn(page, url('/sign-in'), as);
          logins.set(
            as,
            (await context.cookies()).filter(({ name }) => !['locale', 'theme'].includes(name)),
          );
          // Signing in brings the member's own settings along.
          await context.addCookies(display);
        }
      }
      return page;
    },
  };
}

/** Lets going to a page and loading it again also wait until the page listens. */
function waitUntilReady(page: Page): void {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  const ready = () => page.locator('html[data-ready]').waitFor();
  page.goto = async (...asked) => {
    const response = await goto(...asked);
    await ready();
    return response;
  };
  page.reload = async (...asked) => {
    const response = await reload(...asked);
    await ready();
    return response;
  };
}

async function signIn(page: Page, address: string, email: string): Promise<void> {
  await page.goto(address);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', DEMO_PASSWORD);
  await page.click('button[name=intent][value=password]');
  await page.waitForURL((where) => !where.pathname.startsWith('/sign-in'));
}
