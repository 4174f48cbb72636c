/** What of the forum is in the search index. */
export const SEARCH_ENTITIES = ['thread', 'session', 'summary', 'record', 'member', 'authority'] as const;
export type SearchEntity = (typeof SEARCH_ENTITIES)[number];

/** What a hit is; the facet "kind". */
export const HIT_KINDS = [
  'question',
  'discussion',
  'session',
  'summary',
  'decision',
  'action',
  'open_question',
  'member',
  'authority',
] as const;
export type HitKind = (typeof HIT_KINDS)[number];

/** The records of a summary that are hits of their own, and as what. */
export const FOUND_RECORDS = ['decision', 'action', 'question'] as const;
export const HIT_OF_RECORD = { decision: 'decision', action: 'action', question: 'open_question' } as const;

/** The id of an entity's document in the index: `thread:12`. */
export function documentId(entity: SearchEntity, id: string | number): string {
  return `${entity}:${id}`;
}

/** The entity and id in a document's id; null for anything else. */
export function parseDocumentId(text: string): { entity: SearchEntity; id: string } | null {
  const colon = text.indexOf(':');
  const entity = SEARCH_ENTITIES.find((name) => name === text.slice(0, colon));
  return entity === undefined ? null : { entity, id: text.slice(colon + 1) };
}

/** A passage's name in its document: the post, or a file that hangs on a post. */
export const postRef = (postId: number): string => `post:${postId}`;
export const attachmentRef = (attachmentId: number): string => `attachment:${attachmentId}`;

/** The number in a passage's name of that sort; null for another sort. */
export function parseRef(ref: string, sort: 'post' | 'attachment'): number | null {
  const [name, number] = ref.split(':');
  return name === sort && /^\d+$/.test(number ?? '') ? Number(number) : null;
}
