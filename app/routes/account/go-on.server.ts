import { redirect } from '@remix-run/node';
import type { LoginChange } from '#app/domain/login/model';
import { redirectWithFlash } from '#app/http/flash.server';

type Flash = Parameters<typeof redirectWithFlash>[1];

/** Goes on after a sign-in or sign-out: the login's cookie, a toast where there is one, and GET. */
export async function goOn(path: string, change: LoginChange, flash?: Flash): Promise<Response> {
  const headers = new Headers();
  for (const cookie of change.cookies) {
    headers.append('Set-Cookie', cookie);
  }
  return flash ? redirectWithFlash(path, flash, headers) : redirect(path, { status: 303, headers });
}
