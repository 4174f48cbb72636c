import { countAct, countActOf } from '#app/domain/limits/counts.server';
import type { Act } from '#app/domain/limits/table';
import { isMember, type Viewer } from '#app/domain/viewer';
import type { RouteArgs } from '#app/http/viewer.server';

/**
 * Counts what both members and guests may do: for the member, and for guests by their network address, so that an
 * authority whose people share one address is not counted as one. Throws `too_many`.
 */
export function limitReader({ context }: Pick<RouteArgs, 'context'>, viewer: Viewer, act: Act): void {
  if (isMember(viewer)) {
    countActOf(viewer, act);
  } else {
    countAct(act, { address: context.ipAddress });
  }
}
