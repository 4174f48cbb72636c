import type { LoaderFunctionArgs } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { getPreferences } from '#app/http/locale.server';
import { useNonce, useRequestId } from '#app/http/page-context';
import { getViewer } from '#app/http/viewer.server';
import { getClientMessages } from '#app/i18n/client-messages';
import { localeDirection, TIME_ZONE } from '#app/i18n/locales';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  return { ...getPreferences(args.request, viewer), viewer };
}

function Document({ children, requestId }: { children: ReactNode; requestId?: string | undefined }) {
  const nonce = useNonce();
  const data = useRouteLoaderData<typeof loader>('root');
  const locale = data?.locale ?? 'he';
  return (
    <html
      lang={locale}
      dir={localeDirection(locale)}
      data-theme={data?.theme ?? 'system'}
      data-density={data?.density ?? 'comfortable'}
      data-request-id={requestId}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <IntlProvider locale={locale} messages={getClientMessages(locale)} timeZone={TIME_ZONE}>
          {children}
        </IntlProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
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
  return (
    <Document requestId={requestId}>
      <h1>{requestId}</h1>
    </Document>
  );
}
