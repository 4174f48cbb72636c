import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { suggestMembers } from '#app/domain/members/queries.server';
import { localName } from '#app/domain/named';
import { limitReader } from '#app/http/limits.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';

/** Whom "@…" may mean: at most eight, by the beginning of a handle or of a name. Nobody for guests. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  limitReader(args, viewer, 'suggest');
  const locale = getLocale(args.request, viewer);
  const members = await suggestMembers(viewer, new URL(args.request.url).searchParams.get('q') ?? '');
  const answer = members.map((member) => ({ handle: member.handle, name: localName(member.name, locale) }));
  return json({ members: answer }, { headers: { 'Cache-Control': 'no-store' } });
}
