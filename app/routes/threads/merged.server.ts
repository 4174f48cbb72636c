import { redirect } from '@remix-run/node';
import { DomainError } from '#app/domain/errors';
import { findMerged } from '#app/domain/moderation/merge.server';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { paths } from '#app/paths';

/** A thread that is not found may have been merged into another: then its address leads there, for whoever may see it. */
export async function throwOrLead(args: RouteArgs, id: number, error: unknown): Promise<never> {
  const merged =
    error instanceof DomainError && error.code === 'not_found' ? await findMerged(await getViewer(args), id) : null;
  throw merged ? redirect(paths.post(merged.threadId, merged.postId)) : error;
}
