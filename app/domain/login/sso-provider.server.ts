import type { Configuration } from 'openid-client';
import { DomainError, orNotFound } from '#app/domain/errors';
import type { SsoConfig } from '#app/domain/login/sso-config';
import { getEnv } from '#app/instances.server';
import { paths } from '#app/paths';

/** What was agreed with the provider when the reader was sent there; kept sealed in their browser until they are back. */
export interface SsoAsked {
  state: string;
  nonce: string;
  verifier: string;
}

/** Who the provider says it is. */
export interface SsoIdentity {
  issuer: string;
  subject: string;
  /** As the provider gives it, and only when it says that it is verified. */
  verifiedEmail: string | null;
}

/** The provider's addresses and keys; those of another configuration are another's. */
const known = new Map<string, Promise<Configuration>>();

async function discover({ issuer, clientId, clientSecret }: SsoConfig): Promise<Configuration> {
  const client = await import('openid-client');
  // The signature of what it says is checked too, though it comes over TLS from the provider itself.
  const checks = [client.enableNonRepudiationChecks];
  const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  return client.discovery(new URL(issuer), clientId, clientSecret, client.ClientSecretBasic(clientSecret), {
    execute: [...insecure, ...checks],
    timeout: 10,
  });
}

/** Throws `unavailable` (`sso_down`) when the provider does not answer; it is asked anew the next time. */
async function configuration(): Promise<Configuration> {
  const config = orNotFound(getEnv().sso);
  const key = JSON.stringify(config);
  const found = known.get(key) ?? discover(config);
  known.set(key, found);
  return found.catch(() => {
    known.delete(key);
    throw new DomainError('conflict', 'sso_down');
  });
}

function callbackUrl(): string {
  return `${getEnv().appUrl}${paths.ssoCallback()}`;
}

/** Where the reader is sent: code flow with PKCE, state and nonce (RFC 9700, 2.1.1; OpenID Connect Core, 3.1.2). */
export async function addressToAsk({ state, nonce, verifier }: SsoAsked): Promise<string> {
  const client = await import('openid-client');
  const config = await configuration();
  return client.buildAuthorizationUrl(config, {
    redirect_uri: callbackUrl(),
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).href;
}

export async function newVerifier(): Promise<string> {
  const client = await import('openid-client');
  return client.randomPKCECodeVerifier();
}

/**
 * Who came back, from the query of the address they came to. Null when anything does not fit: another issuer, audience,
 * nonce or state, a used code, a wrong signature, or the reader said no there.
 */
export async function whoCameBack(query: string, asked: SsoAsked): Promise<SsoIdentity | null> {
  const client = await import('openid-client');
  const config = await configuration();
  const claims = await client
    .authorizationCodeGrant(config, new URL(`${callbackUrl()}?${query}`), {
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      pkceCodeVerifier: asked.verifier,
      idTokenExpected: true,
    })
    .then((tokens) => tokens.claims())
    .catch(() => undefined);
  if (!claims) {
    return null;
  }
  const { iss, sub, email, email_verified: verified } = claims;
  const verifiedEmail = verified === true && typeof email === 'string' ? email : null;
  return { issuer: iss, subject: sub, verifiedEmail };
}
