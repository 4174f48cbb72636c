/**
 * What the forum says to a search engine and hears back. Nothing here names an engine: the embedded one and Meilisearch
 * answer alike, and one contract suite (tests/search/contract.ts) holds them to it.
 */

/** One text inside a document: a post of a thread, a section of a summary, the name of an attachment. */
export interface Passage {
  /** The caller's own name for it; comes back with a hit. Unique within the document. */
  ref: string;
  text: string;
  /** For a passage stricter than its document: a viewer needs one of these keys besides one of the document's. */
  audience?: string[];
  /** An accepted answer, ranked a little above its neighbours. */
  accepted?: boolean;
}

/** What is found as one hit: a thread with its posts, a session, a summary, a decision, a member. */
export interface SearchDocument {
  /** Unique among all kinds, for example `thread:12`; at most 200 characters. */
  id: string;
  kind: string;
  title: string;
  passages: Passage[];
  /** Keys of which a viewer needs one: `public`, `members`, `authority:12`, `member:abc`. Empty: nobody finds it. */
  audience: string[];
  /** Grows with every change. An older one never replaces a newer one. */
  revision: number;
  /** Milliseconds since 1970, for sorting, `from:` and `before:`, and the facet by year. */
  date: number;
  topic?: string;
  tags?: string[];
  answered?: boolean;
  authoritySize?: string;
  label?: string;
  state?: string;
}

export const FACETS = ['kind', 'topic', 'tag', 'answered', 'authoritySize', 'year', 'label', 'state'] as const;
export type FacetName = (typeof FACETS)[number];

export interface FacetCount {
  /** As in the document; `true` or `false` for `answered`, four digits for `year`. */
  value: string;
  count: number;
}

export type Facets = Record<FacetName, FacetCount[]>;

/** Values of one facet are alternatives; facets narrow each other. `from` is included, `before` is not (milliseconds). */
export interface SearchFilters {
  values?: Partial<Record<FacetName, string[]>>;
  from?: number;
  before?: number;
}

/** What people may write for a value: `topic:ענן` means the topic `cloud`. Written name (any case) → value. */
export type FilterNames = Partial<Record<'topic' | 'tag' | 'kind', Record<string, string>>>;

export interface SearchQuery {
  /** As typed, with its "phrases", -words and `topic:` filters. Any string is allowed. */
  text: string;
  /** The viewer's keys. Always given: an empty list finds nothing. */
  viewer: string[];
  filters?: SearchFilters;
  names?: FilterNames;
  sort?: 'relevance' | 'date';
  offset?: number;
  limit?: number;
  /** While typing: the last word may be unfinished. */
  prefix?: boolean;
  /** Ids of documents to leave out, as if they were not there: nothing of the result knows of them. */
  exclude?: string[];
}

/** Of the ids to leave out so many are kept. */
export const EXCLUDED_MAX = 1_000;

export interface SearchHit {
  id: string;
  kind: string;
  title: string;
  /** Comparable within one result only. */
  score: number;
  /** The matching passages that the viewer may see, best first. Empty when only the title matches. */
  passages: string[];
  answered: boolean;
  date: number;
}

export interface SearchResult {
  hits: SearchHit[];
  /** When capped there are at least so many: show "1000+". */
  total: { value: number; capped: boolean };
  /** Counts over the same documents as the total. */
  facets: Facets;
  /** The query with misspelt words replaced, when that finds something the viewer may see. */
  didYouMean: string | null;
  /** A quoted phrase was found nowhere, so its words were searched. */
  relaxed: boolean;
  tookMs: number;
  /** The preferred engine did not answer, so results may be partial. */
  degraded: boolean;
}

export interface SuggestQuery {
  text: string;
  viewer: string[];
  kinds?: string[];
  limit?: number;
  /** As in a search. */
  exclude?: string[];
}

export interface Suggestion {
  id: string;
  kind: string;
  title: string;
}

export interface SimilarQuery {
  /** A title being written, or an existing one. Taken as words: nothing in it is syntax. */
  title: string;
  viewer: string[];
  /** As in a search: the thread itself. */
  exclude?: string[];
  kinds?: string[];
  limit?: number;
}

/** What became of an upsert: a document that cannot be indexed is named and the others are indexed. */
export interface UpsertReport {
  indexed: number;
  rejected: { id: string; reason: string }[];
}

export interface RebuildOptions {
  /** Called with the number of documents written so far. */
  onProgress?: (documents: number) => void;
}

export interface EngineHealth {
  engine: string;
  /** Can answer now. */
  ready: boolean;
  documents: number;
  analyserVersion: number | null;
  /** The index is new, incomplete or made by another analyser: `rebuild` puts that right. */
  needsRebuild: boolean;
  /** For an administrator: what is wrong, in one sentence. */
  detail: string | null;
}

export interface SynonymTerms {
  terms: string[];
}

export interface SearchEngine {
  /** Writes whole documents, replacing those with the same id. Resolves when they can be found. */
  upsert(documents: SearchDocument[]): Promise<UpsertReport>;
  remove(ids: string[]): Promise<void>;
  /** Never throws on any text. Throws `SearchUnavailable` when the engine cannot be reached. */
  search(query: SearchQuery): Promise<SearchResult>;
  /** Titles while typing. */
  suggest(query: SuggestQuery): Promise<Suggestion[]>;
  /** Documents about the same, those with an accepted answer first. */
  similar(query: SimilarQuery): Promise<SearchHit[]>;
  /** Writes all documents into a new index beside the live one, which keeps answering and taking writes, and swaps. */
  rebuild(documents: AsyncIterable<SearchDocument>, options?: RebuildOptions): Promise<{ documents: number }>;
  /** Replaces the groups added by administrators. Takes effect at once; nothing is indexed again. */
  setSynonyms(groups: SynonymTerms[]): Promise<void>;
  /** Ids and revisions in the order of ids, for the sweep that compares them with the database. */
  listRevisions(page: { after?: string; limit: number }): Promise<{ id: string; revision: number }[]>;
  health(): Promise<EngineHealth>;
  close(): Promise<void>;
}

/** What pages ask; writing is the indexer's. */
export type SearchReader = Pick<SearchEngine, 'search' | 'suggest' | 'similar' | 'setSynonyms' | 'health' | 'close'>;

/** The engine cannot answer: down, too slow, or the wrong version. The message says which. */
export class SearchUnavailable extends Error {
  override name = 'SearchUnavailable';
}

/** Facets with nothing in them. */
export function emptyFacets(): Facets {
  return { kind: [], topic: [], tag: [], answered: [], authoritySize: [], year: [], label: [], state: [] };
}

/** The answer to a query that can find nothing. */
export function emptyResult(tookMs = 0): SearchResult {
  return {
    hits: [],
    total: { value: 0, capped: false },
    facets: emptyFacets(),
    didYouMean: null,
    relaxed: false,
    tookMs,
    degraded: false,
  };
}
