import { redirect } from '@remix-run/node';
import { signedInMemberId } from '#app/domain/login/commands.server';
import type { Viewer } from '#app/domain/viewer';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { paths } from '#app/paths';

/** The viewer of a page for whoever is signed in, their membership in force or not. A guest is sent to sign in. */
export async function signedInOnly(args: RouteArgs): Promise<{ viewer: Viewer; memberId: string }> {
  const viewer = await getViewer(args);
  const memberId = signedInMemberId(viewer);
  if (memberId === null) {
    throw redirect(paths.signIn({ to: paths.accountData() }));
  }
  return { viewer, memberId };
}
