/**
 * The ids under which threads, posts and people travel. What was imported keeps the id it came with; what was written
 * here travels under one made from its own number and the instant it was written, so that it is the same in every export,
 * is recognised when it comes back, and does not clash with what another forum made in the same way.
 */

const NATIVE = /^rt-(\d{1,10})-([0-9a-z]{1,12})$/;
const NATIVE_MEMBER = /^rt-([0-9A-Za-z.-]{1,64})$/;
/** Post ids need to differ within their thread only, as in most forums: the stored one begins with the thread's. */
const SEPARATOR = '\u001f';

interface Numbered {
  id: number;
  externalId: string | null;
  createdAt: Date;
}

export function threadExternalId(thread: Numbered): string {
  return thread.externalId ?? nativeId(thread);
}

function nativeId({ id, createdAt }: Numbered): string {
  return `rt-${id}-${createdAt.getTime().toString(36)}`;
}

/** The number and instant inside an id of this forum's own making; null for any other. */
export function parseNativeId(externalId: string): { id: number; createdAt: number } | null {
  const match = NATIVE.exec(externalId);
  return match ? { id: Number(match[1]), createdAt: Number.parseInt(match[2] ?? '', 36) } : null;
}

export function postExternalId(post: Numbered): string {
  if (post.externalId === null) {
    return nativeId(post);
  }
  return post.externalId.slice(post.externalId.indexOf(SEPARATOR) + 1);
}

/** How a post's id is stored. */
export function storedPostId(threadId: string, postId: string): string {
  return `${threadId}${SEPARATOR}${postId}`;
}

export function memberExternalId(member: { id: string; externalId: string | null }): string {
  return member.externalId ?? `rt-${member.id}`;
}

/** The member id inside an id of this forum's own making; null for any other. */
export function parseNativeMemberId(externalId: string): string | null {
  return NATIVE_MEMBER.exec(externalId)?.[1] ?? null;
}
