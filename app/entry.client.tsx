import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { setClientMessages } from '#app/i18n/client-messages';
import { MESSAGE_FILES } from '#app/i18n/message-files';

/** Takes over the page that the server sent, in the language of its document. */
async function hydrate(): Promise<void> {
  const locale = document.documentElement.lang === 'en' ? 'en' : 'he';
  const response = await fetch(MESSAGE_FILES[locale]);
  setClientMessages(locale, await response.json());
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
}

/** Lets the browser show our page instead of its own when there is no network (public/sw.js). */
function registerOfflinePage(): void {
  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    const version = window.__remixManifest.version;
    // Without it everything works but that page; browsers in private windows refuse it.
    navigator.serviceWorker.register(`/sw.js?${version}`).catch(() => undefined);
  }
}

void hydrate().then(registerOfflinePage);
