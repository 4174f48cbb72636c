import { authoritiesById } from '#app/domain/authorities/lookup.server';
import { inForce, personName } from '#app/domain/members/columns.server';
import { canSeeDirectory } from '#app/domain/members/policy';
import type { Named } from '#app/domain/named';
import { hiddenMeanwhile, idsOf } from '#app/domain/search/hidden.server';
import { documentId } from '#app/domain/search/model';
import { cleanQuery } from '#app/domain/search/request';
import { visibleSessions } from '#app/domain/sessions/visible.server';
import { visibleThreads } from '#app/domain/threads/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { audienceKeys } from '#app/domain/visibility';
import { getDb, getSearch } from '#app/instances.server';

/** Where somebody who types may want to go. */
export type SearchSuggestion =
  | { kind: 'thread'; id: number; title: string; answered: boolean }
  | { kind: 'session'; id: number; title: string }
  | { kind: 'member'; handle: string; name: Named }
  | { kind: 'authority'; id: number; name: Named };

const SUGGESTIONS_MAX = 8;

/** Titles and names that hold what was typed so far, read again as the viewer may see them now. */
export async function suggestWhileTyping(viewer: Viewer, typed: string): Promise<SearchSuggestion[]> {
  const text = cleanQuery(typed).slice(0, 200);
  if (text === '') {
    return [];
  }
  const found = await getSearch().reader.suggest({
    text,
    viewer: audienceKeys(viewer),
    exclude: await hiddenMeanwhile(),
    limit: SUGGESTIONS_MAX,
  });
  const known = await readSuggested(viewer, found);
  return found.flatMap(({ id }) => known.get(id) ?? []);
}

async function readSuggested(viewer: Viewer, found: { id: string }[]): Promise<Map<string, SearchSuggestion>> {
  const [threadIds, memberIds, authorityIds] = [
    idsOf(found, 'thread'),
    idsOf(found, 'member'),
    idsOf(found, 'authority'),
  ];
  const seesPeople = canSeeDirectory(viewer);
  const sessionIds = idsOf(found, 'session');
  const [threads, sessions, members, authorities] = await Promise.all([
    threadIds.length === 0
      ? []
      : getDb().thread.findMany({
          where: { AND: [visibleThreads(viewer), { id: { in: threadIds } }] },
          select: { id: true, title: true, answered: true },
        }),
    sessionIds.length === 0
      ? []
      : getDb().session.findMany({
          where: { AND: [visibleSessions(viewer), { id: { in: sessionIds } }] },
          select: { id: true, title: true },
        }),
    !seesPeople || memberIds.length === 0
      ? []
      : getDb().member.findMany({
          where: { id: { in: memberIds }, ...inForce() },
          select: { id: true, handle: true, name: true, nameEn: true },
        }),
    authoritiesById(),
  ]);
  const known = new Map<string, SearchSuggestion>();
  for (const thread of threads) {
    known.set(documentId('thread', thread.id), { kind: 'thread', ...thread });
  }
  for (const session of sessions) {
    known.set(documentId('session', session.id), { kind: 'session', ...session });
  }
  for (const { id, handle, ...names } of members) {
    known.set(documentId('member', id), { kind: 'member', handle, name: personName(names) });
  }
  for (const id of seesPeople ? authorityIds : []) {
    const authority = authorities.get(id);
    if (authority) {
      known.set(documentId('authority', id), { kind: 'authority', id, name: authority.name });
    }
  }
  return known;
}
