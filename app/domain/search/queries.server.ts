import { countQuestions, ofQuestions } from '#app/domain/search/answered';
import { hiddenMeanwhile } from '#app/domain/search/hidden.server';
import { type Hit, readHits } from '#app/domain/search/hits.server';
import { HIT_KINDS } from '#app/domain/search/model';
import {
  asksAnything,
  FACET_PARAMS,
  type FacetParam,
  HITS_PER_PAGE,
  PAGES_MAX,
  type SearchRequest,
} from '#app/domain/search/request';
import { currentSynonyms } from '#app/domain/search/synonyms.server';
import type { Topic } from '#app/domain/topics/model';
import { listTopics } from '#app/domain/topics/queries.server';
import type { Viewer } from '#app/domain/viewer';
import { audienceKeys } from '#app/domain/visibility';
import { getSearch } from '#app/instances.server';
import { createHighlighter, type Highlighter } from '#search/highlight';
import { createLexicon, type Lexicon } from '#search/lexicon/lexicon';
import { emptyFacets, type FacetName, type FilterNames, type SearchQuery, type SearchResult } from '#search/port';

export interface FacetOption {
  /** As in the address: a topic's slug, a label's name, `true`. */
  value: string;
  count: number;
  chosen: boolean;
}

export interface SearchPage {
  hits: Hit[];
  total: SearchResult['total'];
  pageCount: number;
  facets: Record<FacetParam, FacetOption[]>;
  didYouMean: string | null;
  relaxed: boolean;
  /** The preferred engine did not answer: results may be partial. */
  degraded: boolean;
}

/** Address of the page → facet of the engine. */
const FACET_NAMES: Record<FacetParam, FacetName> = {
  topic: 'topic',
  kind: 'kind',
  answered: 'answered',
  tag: 'tag',
  size: 'authoritySize',
  year: 'year',
  label: 'label',
};

/** Searches everything that the viewer may see. Nothing asked for finds nothing. */
export async function searchForum(viewer: Viewer, request: SearchRequest): Promise<SearchPage> {
  const topics = await listTopics();
  if (!asksAnything(request)) {
    return emptyPage();
  }
  const exclude = await hiddenMeanwhile();
  const ask = (more: Partial<SearchQuery> = {}) =>
    getSearch().reader.search({ ...toQuery(viewer, request, topics), exclude, ...more });
  const found = await ask();
  const [hits, chosen] = await Promise.all([
    // What was misspelt is marked as what it was found by.
    readHits(viewer, found.hits, highlighterFor([request.q, found.didYouMean ?? ''].join(' ').trim())),
    countChosen(viewer, request, topics, exclude),
  ]);
  const unseen = found.hits.length - hits.length;
  const total = { ...found.total, value: Math.max(0, found.total.value - unseen) };
  return {
    hits,
    total,
    pageCount: Math.min(PAGES_MAX, Math.max(1, Math.ceil(total.value / HITS_PER_PAGE))),
    facets: toOptions({ ...countQuestions(found.facets), ...chosen }, request, topics),
    didYouMean: found.didYouMean,
    relaxed: found.relaxed,
    degraded: found.degraded,
  };
}

let lexicon: { of: object; lexicon: Lexicon } | null = null;

/** Marks words as the search found them, with the administrators' synonyms. */
function highlighterFor(text: string): Highlighter {
  const synonyms = currentSynonyms();
  if (lexicon?.of !== synonyms) {
    lexicon = { of: synonyms, lexicon: createLexicon(synonyms) };
  }
  return createHighlighter(text, lexicon.lexicon);
}

function emptyPage(): SearchPage {
  const facets = { topic: [], kind: [], answered: [], tag: [], size: [], year: [], label: [] };
  const total = { value: 0, capped: false };
  return { hits: [], total, pageCount: 1, facets, didYouMean: null, relaxed: false, degraded: false };
}

/** The engine's query of a request. */
export function toQuery(viewer: Viewer, request: SearchRequest, topics: Topic[]): SearchQuery {
  return {
    text: request.q,
    viewer: audienceKeys(viewer),
    filters: { values: toFilters(request, topics) },
    names: filterNames(topics),
    sort: request.sort,
    offset: (request.page - 1) * HITS_PER_PAGE,
    limit: HITS_PER_PAGE,
    prefix: true,
  };
}

function toFilters({ facets }: SearchRequest, topics: Topic[]): Partial<Record<FacetName, string[]>> {
  const filters: Partial<Record<FacetName, string[]>> = {};
  for (const name of FACET_PARAMS) {
    if (facets[name].length > 0) {
      filters[FACET_NAMES[name]] = name === 'topic' ? facets.topic.map((slug) => topicId(topics, slug)) : facets[name];
    }
  }
  return ofQuestions(filters);
}

/** Topics are in the index by number, so that renaming one changes no document. */
function topicId(topics: Topic[], slug: string): string {
  return String(topics.find((topic) => topic.slug === slug)?.id ?? 0);
}

/** What may be written after `topic:` and `kind:`, in both languages. */
function filterNames(topics: Topic[]): FilterNames {
  const byName = topics.flatMap((topic) =>
    [topic.slug, topic.name.he, topic.name.en].map((name) => [name.toLowerCase(), String(topic.id)] as const),
  );
  return { topic: Object.fromEntries(byName), kind: KIND_NAMES };
}

const KIND_NAMES: Record<string, string> = {
  שאלה: 'question',
  שאלות: 'question',
  דיון: 'discussion',
  דיונים: 'discussion',
  מפגש: 'session',
  מפגשים: 'session',
  סיכום: 'summary',
  סיכומים: 'summary',
  החלטה: 'decision',
  החלטות: 'decision',
  משימה: 'action',
  משימות: 'action',
  חבר: 'member',
  חברים: 'member',
  רשות: 'authority',
  רשויות: 'authority',
  ...Object.fromEntries(HIT_KINDS.flatMap((kind) => [kind, `${kind}s`].map((name) => [name, kind]))),
};

/** For a facet with chosen values: its counts as if none were chosen, so that others can be added. */
async function countChosen(
  viewer: Viewer,
  request: SearchRequest,
  topics: Topic[],
  exclude: string[],
): Promise<Partial<SearchResult['facets']>> {
  const counted = await Promise.all(
    FACET_PARAMS.filter((name) => request.facets[name].length > 0).map(async (name) => {
      const without = { ...request, facets: { ...request.facets, [name]: [] } };
      const { facets } = await getSearch().reader.search({
        ...toQuery(viewer, without, topics),
        exclude,
        offset: 0,
        limit: 1,
      });
      return [FACET_NAMES[name], countQuestions(facets)[FACET_NAMES[name]]] as const;
    }),
  );
  return Object.fromEntries(counted);
}

const OPTIONS_MAX = 12;

function toOptions(
  counted: SearchResult['facets'],
  request: SearchRequest,
  topics: Topic[],
): Record<FacetParam, FacetOption[]> {
  const options = (name: FacetParam): FacetOption[] => {
    const chosen = request.facets[name];
    const counts = { ...emptyFacets(), ...counted }[FACET_NAMES[name]].map(({ value, count }) => ({
      value: name === 'topic' ? (topics.find((topic) => String(topic.id) === value)?.slug ?? '') : value,
      count,
    }));
    const missing = chosen.filter((value) => !counts.some((each) => each.value === value));
    return [...counts, ...missing.map((value) => ({ value, count: 0 }))]
      .filter(({ value }) => value !== '')
      .map((each) => ({ ...each, chosen: chosen.includes(each.value) }))
      .filter((each, index) => index < OPTIONS_MAX || each.chosen);
  };
  return {
    topic: options('topic'),
    kind: options('kind'),
    answered: options('answered'),
    tag: options('tag'),
    size: options('size'),
    year: options('year'),
    label: options('label'),
  };
}
