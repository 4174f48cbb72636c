import { getEnv } from '#app/instances.server';

/** For whom passkeys are made and by which pages they may be used: the host and the origin of `APP_URL` alone. */
export function relyingParty(): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(getEnv().appUrl);
  return { rpID: hostname, origin };
}

/** The WebAuthn library, loaded when the first passkey is used. */
export function loadWebAuthn(): Promise<typeof import('@simplewebauthn/server')> {
  return import('@simplewebauthn/server');
}
