import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import type { SsoConfig } from '#app/domain/login/sso-config';

/** Who is signed in at the provider, and what it says of them. */
export interface ProviderAccount {
  sub: string;
  email: string;
  verified: boolean;
}

export interface TestProvider {
  config: SsoConfig;
  /** Another client of the same provider. */
  other: SsoConfig;
  /** Who answers there from now on. */
  account: ProviderAccount;
  /** Walks from the address to ask to the address that comes back; hands over its query. */
  signIn: (url: string) => Promise<string>;
  stop: () => Promise<void>;
}

/**
 * A real provider (`oidc-provider`) on a free port of this machine, which signs in `account` without asking. The caller
 * stops it.
 */
export async function startProvider(appUrl: string): Promise<TestProvider> {
  let handle: ((request: IncomingMessage, response: ServerResponse) => void) | null = null;
  const server = createServer((request, response) => handle?.(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const state = { account: { sub: 'a', email: 'a@example.org', verified: true } };
  const clients = ['roundtable', 'other'].map((id) => ({
    client_id: id,
    client_secret: `secret-of-${id}-0123456789abcdef`,
    redirect_uris: [`${appUrl}/sign-in/sso/callback`],
  }));
  const provider = new Provider(issuer, {
    clients,
    cookies: { keys: ['only-used-in-tests'] },
    features: { devInteractions: { enabled: false } },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: state.account.email, email_verified: state.account.verified }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  });
  const answer = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      void finish(provider, request, response, state.account.sub);
    } else {
      answer(request, response);
    }
  };
  const stop = () => close(server);
  const [config, other] = clients.map(({ client_id: clientId, client_secret: clientSecret }): SsoConfig => {
    return { issuer, clientId, clientSecret, name: 'The provider' };
  });
  if (!config || !other) {
    throw new Error('There are two clients.');
  }
  return Object.assign(state, { config, other, signIn: (url: string) => walk(url, appUrl), stop });
}

async function finish(provider: Provider, request: IncomingMessage, response: ServerResponse, accountId: string) {
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId, clientId: String(params.client_id) });
  grant.addOIDCScope('openid email');
  const grantId = await grant.save();
  await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } });
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((closed) => {
    server.close(() => closed());
  });
}

/** A browser, as far as it is needed: follows redirects at the provider with its cookies. */
async function walk(start: string, appUrl: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  while (!url.startsWith(appUrl)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { headers: { cookie }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) {
      throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
    }
    url = new URL(location, url).href;
  }
  return new URL(url).searchParams.toString();
}
