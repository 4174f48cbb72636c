import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { keepDisplay } from '#app/domain/members/display.server';
import { readForm } from '#app/http/form.server';
import { DENSITIES, preferenceCookie, THEMES } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { LOCALES } from '#app/i18n/locales';
import { ownPath, paths } from '#app/paths';

const Preferences = z.object({
  locale: z.enum(LOCALES).optional(),
  theme: z.enum(THEMES).optional(),
  density: z.enum(DENSITIES).optional(),
  returnTo: z.string().optional(),
});

/** There is nothing to look at here: whoever opens the address goes home. */
export function loader(): Response {
  return redirect(paths.home());
}

/**
 * Remembers language, colours and density in this browser, and with the member who is signed in; goes back to the page
 * that was open.
 */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const form = await readForm(args.request, Preferences);
  if (!form.ok) {
    throw new Response(null, { status: 422 });
  }
  const { returnTo, ...preferences } = form.value;
  await keepDisplay(await getViewer(args), preferences);
  const headers = new Headers();
  for (const [name, value] of Object.entries(preferences)) {
    if (value !== undefined) {
      headers.append('Set-Cookie', preferenceCookie(name, value));
    }
  }
  return redirect(ownPath(returnTo), { status: 303, headers });
}
