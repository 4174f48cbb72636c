import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { paths } from '#app/paths';

/**
 * Lets the browser make a passkey, or sign with one, and answers what it handed over, as JSON. Null when the server asks
 * first who one is. Rejects when the reader cancels, or the device cannot. Fetched at the press of the button.
 */
export async function runCeremony(purpose: 'add' | 'sign-in' | 'prove'): Promise<string | null> {
  const body = new URLSearchParams({ purpose });
  const response = await fetch(paths.passkeyChallenge(), { method: 'POST', body, redirect: 'manual' });
  if (response.type === 'opaqueredirect') {
    return null;
  }
  if (!response.ok) {
    throw new Error(`No challenge was given (${response.status}).`);
  }
  const optionsJSON = await response.json();
  const made =
    purpose === 'add' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON });
  return JSON.stringify(made);
}
