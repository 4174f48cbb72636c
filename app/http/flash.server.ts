import { createCookie, redirect } from '@remix-run/node';
import { z } from 'zod';
import { hostCookieName } from '#app/domain/login/signed.server';
import { getEnv, getSecret } from '#app/instances.server';

const LIFE_SECONDS = 60;

const Flash = z.object({
  tone: z.enum(['positive', 'warning', 'danger', 'neutral']),
  /** A full key of the catalogue, `namespace.key`. */
  key: z.string().max(100),
  values: z.record(z.string(), z.union([z.string().max(300), z.number()])).default({}),
});

/** A message that the next page shows once. */
export type Flash = z.infer<typeof Flash>;

function flashCookie() {
  return createCookie(hostCookieName('flash'), {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: getEnv().appUrl.startsWith('https:'),
    maxAge: LIFE_SECONDS,
    secrets: [getSecret()],
  });
}

/** Sends the reader on to `path` (one of ours, from `paths`) with a message. */
export async function redirectWithFlash(
  path: string,
  flash: z.input<typeof Flash>,
  headers: Headers = new Headers(),
): Promise<Response> {
  headers.append('Set-Cookie', await flashCookie().serialize(flash));
  return redirect(path, { headers });
}

/**
 * The message for this page, and the header that ends it. For the root loader alone: whoever else read it would leave
 * nothing for the page. A forged or damaged cookie is no message.
 */
export async function takeFlash(request: Request): Promise<{ flash: Flash | null; headers: Headers }> {
  const headers = new Headers();
  const header = request.headers.get('cookie');
  if (!header?.includes('flash=')) {
    return { flash: null, headers };
  }
  const raw: unknown = await flashCookie()
    .parse(header)
    .catch(() => null);
  headers.append('Set-Cookie', await flashCookie().serialize('', { maxAge: 0 }));
  const parsed = Flash.safeParse(raw);
  return { flash: parsed.success ? parsed.data : null, headers };
}
