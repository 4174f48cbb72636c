import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { DomainError } from '#app/domain/errors';
import { beginSso } from '#app/domain/login/sso.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { getViewer } from '#app/http/viewer.server';
import { ownPath, paths } from '#app/paths';
import { limitPasskeys } from '#app/routes/account/limits.server';

/**
 * Sends the reader to the provider. It changes nothing here: the answer is good only in the browser that asked. Whoever is
 * led here by another site comes to the page of signing in instead: nobody is signed in without a press (OWASP ASVS 5,
 * 7.6.2).
 */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const to = ownPath(new URL(args.request.url).searchParams.get('to'));
  if (!['same-origin', null].includes(args.request.headers.get('sec-fetch-site'))) {
    return redirect(paths.signIn({ to }), { headers: { 'Cache-Control': 'no-store' } });
  }
  limitPasskeys(args.context.ipAddress);
  try {
    const { url, cookie } = await beginSso(viewer, to);
    return redirect(url, { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') {
      return redirectWithFlash(paths.signIn({ to }), { tone: 'warning', key: `errors.${error.messageKey}` });
    }
    throw error;
  }
}
