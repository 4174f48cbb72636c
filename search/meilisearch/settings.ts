import { createHash } from 'node:crypto';
import { ANALYSER_VERSION } from '#search/analysis/version';

/** Attributes that are compared for equality only; no searching inside their values. */
const FILTERED = ['doc', 'kind', 'topic', 'tag', 'answered', 'authoritySize', 'year', 'label', 'state', 'lead'];
const VISIBILITY = ['documentAudience', 'passageAudience'];

/** Most hits a query can page through, and where totals are capped. */
export const TOTAL_HITS_MAX = 1_000;

/**
 * The index's settings: set before any document. Texts come analysed, so the server's own language rules hardly matter;
 * mistakes are forgiven in words only, not in keys. `sort` comes first among the ranking rules and has no effect
 * unless a query asks for an order.
 */
export const SETTINGS = {
  searchableAttributes: ['t0', 'b0', 's1', 'k0'],
  displayedAttributes: [
    'id',
    't0',
    'b0',
    'doc',
    'ref',
    'kind',
    'title',
    'topic',
    'tag',
    'answered',
    'authoritySize',
    'year',
    'label',
    'state',
    'date',
    'revision',
    'role',
    'lead',
  ],
  filterableAttributes: [
    {
      attributePatterns: [...FILTERED, ...VISIBILITY],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
    { attributePatterns: ['date'], features: { facetSearch: false, filter: { equality: true, comparison: true } } },
  ],
  sortableAttributes: ['date'],
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness'],
  stopWords: [],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnAttributes: ['s1', 'k0'],
    disableOnNumbers: true,
  },
  faceting: { maxValuesPerFacet: 100 },
  pagination: { maxTotalHits: TOTAL_HITS_MAX },
  searchCutoffMs: 500,
  localizedAttributes: [{ attributePatterns: ['t0', 'b0', 's1', 'k0'], locales: ['heb', 'eng'] }],
};

/** Tells whether an index was made with these settings and this analyser: part of its documents' own mark. */
export const SETTINGS_HASH = createHash('sha256')
  .update(JSON.stringify([SETTINGS, ANALYSER_VERSION]))
  .digest('hex')
  .slice(0, 12);
