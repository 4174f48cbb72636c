import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { signOut } from '#app/domain/login/commands.server';
import { readFields } from '#app/http/form.server';
import { clientOf, getViewer } from '#app/http/viewer.server';
import { paths } from '#app/paths';
import { goOn } from '#app/routes/account/go-on.server';

/** There is nothing to look at here: whoever opens the address goes home, still signed in. */
export function loader(): Response {
  return redirect(paths.home());
}

export async function action(args: ActionFunctionArgs): Promise<Response> {
  await readFields(args.request);
  const change = await signOut(await getViewer(args), clientOf(args));
  const response = await goOn(paths.home(), change, { tone: 'positive', key: 'signIn.signedOut' });
  // Pages in the browser's cache and the searches it remembers are of the one who leaves (OWASP ASVS 5, 14.3.1).
  response.headers.set('Clear-Site-Data', '"cache", "storage"');
  return response;
}
