import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import { type ReactNode, useEffect } from 'react';
import { type ErrorStatus, errorPageContent } from '#app/http/error-page';
import { useNonce, useRequestId } from '#app/http/page-context';
import { pageData } from '#app/http/page-data.server';
import { rootData } from '#app/http/root-data.server';
import { getClientMessages } from '#app/i18n/client-messages';
import { localeDirection } from '#app/i18n/locales';
import { MESSAGE_FILES } from '#app/i18n/message-files';
import { LanguageProvider, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { ErrorPage } from '#app/ui/layout/error-page';
import { Frame } from '#app/ui/layout/frame';
import { HeadLinks } from '#app/ui/layout/head-links';
import type { RootData } from '#app/ui/layout/root-data';
import { Seen } from '#app/ui/layout/seen';
import stylesheet from '#app/ui/styles/app.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader(args: LoaderFunctionArgs) {
  const { data, headers } = await rootData(args);
  return pageData(data, headers);
}

/** What a page is shown in when even its own frame could not be loaded. */
const BARE: RootData = {
  locale: 'he',
  theme: 'system',
  density: 'comfortable',
  viewer: { kind: 'guest', limited: null },
  associationName: '',
  topics: [],
  path: '/',
  nowMs: 0,
};

interface DocumentProps {
  requestId?: string | undefined;
  /** Set on an error page, whose route gives no title. */
  status?: ErrorStatus;
  children: ReactNode;
}

function Document({ requestId, status, children }: DocumentProps) {
  const nonce = useNonce();
  const location = useLocation();
  const data = useRouteLoaderData<typeof loader>('root') ?? BARE;
  return (
    <html
      lang={data.locale}
      dir={localeDirection(data.locale)}
      data-theme={data.theme}
      data-density={data.density}
      data-request-id={requestId}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={data.theme === 'system' ? 'light dark' : data.theme} />
        <link rel="preload" as="fetch" href={MESSAGE_FILES[data.locale]} crossOrigin="anonymous" />
        <HeadLinks locale={data.locale} theme={data.theme} />
        {status && <title>{getClientMessages(data.locale).errorPages[`s${status}`].title}</title>}
        <Meta />
        <Links />
      </head>
      <body>
        <LanguageProvider locale={data.locale} nowMs={data.nowMs}>
          <FramedPage data={{ ...data, path: `${location.pathname}${location.search}` }}>{children}</FramedPage>
        </LanguageProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

function FramedPage({ data, children }: { data: RootData; children: ReactNode }) {
  const t = useTranslations('nav');
  // Effects run from the inside out: now everything on the page listens.
  useEffect(() => {
    document.documentElement.dataset.ready = '';
  }, []);
  const nav = [
    { href: paths.threads(), label: t('threads') },
    { href: paths.topics(), label: t('topics') },
    { href: paths.sessions(), label: t('sessions') },
    ...(data.viewer.kind === 'member' ? [{ href: paths.members(), label: t('members') }] : []),
  ];
  return (
    <Frame data={data} nav={nav}>
      {children}
      {data.viewer.kind === 'member' && <Seen action={paths.seen()} path={data.path} />}
    </Frame>
  );
}

export default function App() {
  return (
    <Document>
      <Outlet />
    </Document>
  );
}

export function ErrorBoundary() {
  const requestId = useRequestId();
  const { status, message } = errorPageContent(useRouteError());
  return (
    <Document requestId={requestId} status={status}>
      <ErrorPage status={status} message={message} requestId={requestId} />
    </Document>
  );
}
