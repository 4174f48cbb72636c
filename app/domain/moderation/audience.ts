import { type Label, strictness } from '#app/domain/labels';

/** A person, and the authority in whose name they wrote. */
interface Source {
  authorId: string;
  authorityId: number | null;
}

/** A post as far as its audience goes: whoever wrote it, and what it stands under. */
export interface PostAudience extends Source {
  label: Label;
  parent: Source | null;
}

/** A thread that posts come from or go to: whoever asked, and its recipients by name. */
export interface ThreadAudience extends Source {
  recipientIds: string[];
}

/**
 * Whether the posts would be seen by nobody new in thread `to`. Up to GREEN every member sees a post anyway. A stricter
 * one is seen by its writer, by whoever wrote what it stands under, by the thread's asker and recipients, and by their
 * authorities: so the new thread's asker must be one of those it was for before, in the same authority's name, and its
 * recipients must be recipients now.
 */
export function opensToNobody(posts: PostAudience[], from: ThreadAudience, to: ThreadAudience): boolean {
  return posts.every((post) => {
    if (strictness(post.label) <= strictness('GREEN')) {
      return true;
    }
    const sources = [post, from, ...(post.parent ? [post.parent] : [])];
    const known = sources.some(
      (source) => source.authorId === to.authorId && (to.authorityId === null || source.authorityId === to.authorityId),
    );
    return known && to.recipientIds.every((id) => from.recipientIds.includes(id));
  });
}
