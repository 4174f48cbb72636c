import type { LoaderFunctionArgs } from '@remix-run/node';
import { renderSVG } from 'uqr';
import { orNotFound } from '#app/domain/errors';
import { getSecondFactor } from '#app/domain/login/second-factor.server';
import { memberOnly } from '#app/routes/account/member-only.server';

/** The QR code of a second factor that is being set up, for its own member; not there at any other time. */
export async function loader(args: LoaderFunctionArgs) {
  const { setup } = await getSecondFactor(await memberOnly(args));
  return new Response(renderSVG(orNotFound(setup).uri, { border: 2 }), {
    headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'no-store' },
  });
}
