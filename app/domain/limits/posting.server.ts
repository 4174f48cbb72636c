import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { limitsAreOff } from '#app/domain/limits/counts.server';
import { isNewMember } from '#app/domain/limits/new-members.server';
import { tooMany } from '#app/domain/limits/refusal';
import { LIMITS, type Limit, MAX_LINK_HOSTS, NEW_MEMBER } from '#app/domain/limits/table';
import type { Tx } from '#app/domain/tx';
import type { MemberViewer } from '#app/domain/viewer';
import { getEnv } from '#app/instances.server';

const DAY_SECONDS = 24 * 60 * 60;
const EXTERNAL_LINK = /<a\b[^>]*?\shref="(https?:[^"]+)"/g;

/**
 * Refuses a new thread or reply when its author, or the authority in whose name it would stand, has posted as much as
 * the table allows (`too_many`, `limit`), or when it has too many links (`invalid`, beside the text). Counts the posts
 * themselves, deleted ones too; imported ones are not counted. On PostgreSQL two posts sent at the very same moment may
 * both find the last place free.
 */
export async function refuseTooMuchPosting(
  tx: Tx,
  viewer: MemberViewer,
  post: { act: 'thread' | 'reply'; html: string; authorityId: number | null },
): Promise<void> {
  const isNew = await isNewMember(tx, viewer);
  refuseManyLinks(post.html, isNew);
  for (const limit of LIMITS[post.act]) {
    await refuseOver(tx, viewer, post, limit, post.act);
  }
  if (isNew) {
    const max = post.act === 'thread' ? NEW_MEMBER.threadsADay : NEW_MEMBER.repliesADay;
    const what = post.act === 'thread' ? 'newThread' : 'newReply';
    await refuseOver(tx, viewer, post, { by: 'member', max, windowSeconds: DAY_SECONDS }, what);
  }
}

/** The same rule about links for a text that is changed. */
export async function refuseManyLinksOf(tx: Tx, viewer: MemberViewer, html: string): Promise<void> {
  refuseManyLinks(html, await isNewMember(tx, viewer));
}

async function refuseOver(
  tx: Tx,
  viewer: MemberViewer,
  post: { act: 'thread' | 'reply'; authorityId: number | null },
  limit: Limit,
  what: string,
): Promise<void> {
  if (limitsAreOff() || (limit.by === 'authority' && post.authorityId === null)) {
    return;
  }
  const atMs = now().getTime();
  const since = new Date(atMs - limit.windowSeconds * 1000);
  const oldest = await tx.post.findMany({
    where: {
      ...(limit.by === 'authority' ? { authorityId: post.authorityId } : { authorId: viewer.memberId }),
      kind: post.act === 'thread' ? 'opening' : { not: 'opening' },
      externalId: null,
      createdAt: { gt: since },
    },
    orderBy: { createdAt: 'desc' },
    // The one that must leave the window before there is room.
    skip: limit.max - 1,
    take: 1,
    select: { createdAt: true },
  });
  if (oldest[0]) {
    throw tooMany(what, limit, (oldest[0].createdAt.getTime() - since.getTime()) / 1000);
  }
}

/** Links out of the forum, each address once. */
function externalLinks(html: string): URL[] {
  const own = new URL(getEnv().appUrl).origin;
  const addresses = new Set(
    [...html.matchAll(EXTERNAL_LINK)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&')),
  );
  return [...addresses]
    .filter((address) => URL.canParse(address))
    .map((address) => new URL(address))
    .filter(({ origin }) => origin !== own);
}

function refuseManyLinks(html: string, isNew: boolean): void {
  const links = externalLinks(html);
  if (isNew && links.length > NEW_MEMBER.linksAPost) {
    const values = { max: NEW_MEMBER.linksAPost, days: NEW_MEMBER.days };
    throw new DomainError('invalid', 'newMemberLinks', { field: 'body', values });
  }
  if (new Set(links.map(({ host }) => host)).size > MAX_LINK_HOSTS) {
    throw new DomainError('invalid', 'linkHosts', { field: 'body', values: { max: MAX_LINK_HOSTS } });
  }
}
