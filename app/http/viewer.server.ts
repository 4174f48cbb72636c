import type { AppLoadContext } from '@remix-run/node';
import { loginCookieName, readLoginToken } from '#app/domain/login/cookie.server';
import { firstStepCookieName, readFirstStep } from '#app/domain/login/first-step.server';
import { deviceCookieName, readKnownDevice } from '#app/domain/login/known-device.server';
import type { Client } from '#app/domain/login/model';
import { viewerOfToken } from '#app/domain/login/queries.server';
import type { Viewer } from '#app/domain/viewer';
import { readCookie } from '#app/http/cookies.server';
import { getPreferences } from '#app/http/locale.server';
import { getEnv, getSecret } from '#app/instances.server';

/** What loaders and actions are called with, as far as the edge needs it. */
export interface RouteArgs {
  request: Request;
  context: AppLoadContext;
}

/** Loaders of one request get different Request objects but one context, so that is the key. */
const viewers = new WeakMap<AppLoadContext, Promise<Viewer>>();

/** Who is asking. Looked up once a request, however many loaders ask; a forged or broken cookie is no cookie. */
export function getViewer({ request, context }: RouteArgs): Promise<Viewer> {
  const known = viewers.get(context);
  if (known) {
    return known;
  }
  const asked = viewerOfToken(loginToken(request));
  viewers.set(context, asked);
  return asked;
}

/** The token of the browser's login, when its cookie carries our signature. */
export function loginToken(request: Request): string | null {
  const value = readCookie(request.headers.get('cookie'), loginCookieName(getEnv().appUrl));
  return readLoginToken(value, getSecret());
}

/** The browser behind a request, for commands that begin or end logins. */
export function clientOf({ request, context }: RouteArgs): Client {
  return {
    ipAddress: context.ipAddress,
    userAgent: (request.headers.get('user-agent') ?? '').slice(0, MAX_USER_AGENT_CHARS),
    loginToken: loginToken(request),
    firstStep: readFirstStep(readCookie(request.headers.get('cookie'), firstStepCookieName())),
    device: readKnownDevice(readCookie(request.headers.get('cookie'), deviceCookieName())),
    display: getPreferences(request),
  };
}

const MAX_USER_AGENT_CHARS = 300;
