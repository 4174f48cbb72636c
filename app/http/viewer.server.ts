import type { AppLoadContext } from '@remix-run/node';
import { GUEST, type Viewer } from '#app/domain/viewer';

/** What loaders and actions are called with, as far as the edge needs it. */
export interface RouteArgs {
  request: Request;
  context: AppLoadContext;
}

/** Who is asking. Looked up once a request, however many loaders ask. */
export async function getViewer(_args: RouteArgs): Promise<Viewer> {
  return GUEST;
}
