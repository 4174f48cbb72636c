import { redirect } from '@remix-run/node';
import type { LoginChange } from '#app/domain/login/model';
import { redirectWithFlash } from '#app/http/flash.server';
import { preferenceCookie } from '#app/http/locale.server';
import { paths } from '#app/paths';

type Flash = Parameters<typeof redirectWithFlash>[1];

/** Goes on after a sign-in or sign-out: the login's cookie, the member's display, a toast where there is one, and GET. */
export async function goOn(path: string, change: LoginChange, flash?: Flash): Promise<Response> {
  const headers = new Headers();
  for (const cookie of change.cookies) {
    headers.append('Set-Cookie', cookie);
  }
  if (change.needsCode) {
    return redirect(paths.signInCode({ to: path }), { status: 303, headers });
  }
  for (const [name, value] of Object.entries(change.display ?? {})) {
    headers.append('Set-Cookie', preferenceCookie(name, value));
  }
  return flash ? redirectWithFlash(path, flash, headers) : redirect(path, { status: 303, headers });
}
