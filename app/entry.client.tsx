import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { setClientMessages } from '#app/i18n/client-messages';

/** Takes over the page that the server sent, in the language of its document. */
async function hydrate(): Promise<void> {
  if (document.documentElement.lang === 'en') {
    setClientMessages('en', (await import('#app/i18n/messages/en.json')).default);
  } else {
    setClientMessages('he', (await import('#app/i18n/messages/he.json')).default);
  }
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
}

void hydrate();
