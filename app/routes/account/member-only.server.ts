import { redirect } from '@remix-run/node';
import { forbidden } from '#app/domain/errors';
import { isMember, type MemberViewer } from '#app/domain/viewer';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { paths } from '#app/paths';

/**
 * The viewer of a page for members. A guest is sent to sign in and comes back; whoever is signed in without a membership
 * in force is told why not.
 */
export async function memberOnly(args: RouteArgs): Promise<MemberViewer> {
  const viewer = await getViewer(args);
  if (isMember(viewer)) {
    return viewer;
  }
  if (viewer.limited) {
    throw forbidden(`limited_${viewer.limited.reason}`);
  }
  const { pathname, search } = new URL(args.request.url);
  throw redirect(paths.signIn({ to: `${pathname}${search}` }));
}
