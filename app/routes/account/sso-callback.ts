import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { DomainError } from '#app/domain/errors';
import { finishSso, forgetSsoFlow, readSsoFlow, type SsoFlow, ssoCookieName } from '#app/domain/login/sso.server';
import { readCookie } from '#app/http/cookies.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { clientOf, getViewer } from '#app/http/viewer.server';
import { ownPath, paths } from '#app/paths';
import { goOn } from '#app/routes/account/go-on.server';
import { limitPasskeys } from '#app/routes/account/limits.server';

/** Where the provider sends the reader back to. Every way out of here forgets what was asked. */
export async function loader(args: LoaderFunctionArgs) {
  limitPasskeys(args.context.ipAddress);
  const flow = readSsoFlow(readCookie(args.request.headers.get('cookie'), ssoCookieName()));
  try {
    return await finish(args, flow);
  } catch (error) {
    if (error instanceof DomainError && ['conflict', 'invalid'].includes(error.code)) {
      const path = flow?.linkFor ? paths.accountSso() : paths.signIn();
      const headers = new Headers({ 'Set-Cookie': forgetSsoFlow() });
      return redirectWithFlash(path, { tone: 'warning', key: `errors.${error.messageKey}` }, headers);
    }
    throw error;
  }
}

async function finish(args: LoaderFunctionArgs, flow: SsoFlow | null) {
  const query = new URL(args.request.url).searchParams.toString();
  const change = await finishSso(await getViewer(args), flow, query, clientOf(args));
  const cookies = [...change.cookies, forgetSsoFlow()];
  if (flow?.linkFor) {
    return redirect(paths.accountSso(), { status: 303, headers: { 'Set-Cookie': forgetSsoFlow() } });
  }
  return goOn(ownPath(flow?.to), { ...change, cookies });
}
