import { renderToStaticMarkup } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server';
import { setClientMessages } from '#app/i18n/client-messages';
import { localeDirection } from '#app/i18n/locales';
import { LanguageProvider } from '#app/i18n/translations';
import { messagesOf } from '#app/i18n/translator.server';
import { Frame } from '#app/ui/layout/frame';
import type { RootData } from '#app/ui/layout/root-data';
import { PAGES } from '#tests/gallery/pages';
import { NOW_MS, rootData } from '#tests/gallery/samples';

setClientMessages('he', messagesOf('he'));
setClientMessages('en', messagesOf('en'));

export const PAGE_NAMES = Object.keys(PAGES);

/** A gallery page as a whole HTML document. */
export async function renderPage(name: string, locale: 'he' | 'en', theme: RootData['theme']): Promise<string> {
  const data = rootData(locale, theme);
  const Page = PAGES[name] ?? (() => null);
  const nav = [
    { href: '/topics', label: messagesOf(locale).nav.topics },
    { href: '/threads', label: messagesOf(locale).nav.threads },
  ];
  const routes = [
    {
      path: '*',
      element: (
        <Frame data={data} nav={nav}>
          <Page data={data} />
        </Frame>
      ),
    },
  ];
  const handler = createStaticHandler(routes);
  const context = await handler.query(new Request('http://localhost/threads'));
  if (context instanceof Response) {
    throw new Error('The gallery has no redirects.');
  }
  const router = createStaticRouter(handler.dataRoutes, context);
  const body = renderToStaticMarkup(
    <LanguageProvider locale={locale} nowMs={NOW_MS}>
      <StaticRouterProvider router={router} context={context} hydrate={false} />
    </LanguageProvider>,
  );
  return `<!doctype html><html lang="${locale}" dir="${localeDirection(locale)}" data-theme="${theme}" data-density="comfortable"><head><meta charset="utf-8"><title>${name}</title><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="/app/ui/styles/app.css?direct"></head><body>${body}</body></html>`;
}
