import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { touchVisit } from '#app/domain/members/visit.server';
import { markNoticesRead } from '#app/domain/notifications/commands.server';
import { markThreadRead } from '#app/domain/threads/marks.server';
import { readForm } from '#app/http/form.server';
import { getViewer } from '#app/http/viewer.server';

const SeenInput = z.object({
  thread: z.coerce.number().int().positive().optional().catch(undefined),
  lastPostId: z.coerce.number().int().positive().optional().catch(undefined),
  session: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
});

/**
 * Sent by the page after it was shown, since reading a page writes nothing: the visit goes on, a thread was read up to
 * `lastPostId`, and the notices of a session are read. 204 for everybody, guests included.
 */
export async function action(args: ActionFunctionArgs) {
  const viewer = await getViewer(args);
  const form = await readForm(args.request, SeenInput);
  if (viewer.kind === 'member' && form.ok) {
    await touchVisit(viewer);
    const { thread, lastPostId, session } = form.value;
    if (thread && lastPostId) {
      await markThreadRead(viewer, thread, lastPostId);
    }
    if (session) {
      await markNoticesRead(viewer, { sessionId: session });
    }
  }
  return new Response(null, { status: 204 });
}
