import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { cleanQuery } from '#app/domain/search/request';
import { listSimilar } from '#app/domain/search/similar.server';
import { limitReader } from '#app/http/limits.server';
import { getViewer } from '#app/http/viewer.server';
import { presentSimilar } from '#app/routes/search/present-similar.server';

/** Threads about what a title being written is about, those with an accepted answer first. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  limitReader(args, viewer, 'suggest');
  const title = cleanQuery(new URL(args.request.url).searchParams.get('title') ?? '');
  const similar = presentSimilar(await listSimilar(viewer, title));
  return json({ similar }, { headers: { 'Cache-Control': 'no-store' } });
}
