import { LABELS, type Label, labelText } from '#app/domain/labels';
import { localName } from '#app/domain/named';
import type { Hit, HitPassage } from '#app/domain/search/hits.server';
import { HIT_KINDS } from '#app/domain/search/model';
import type { SearchPage } from '#app/domain/search/queries.server';
import {
  FACET_PARAMS,
  type FacetParam,
  type SearchRequest,
  searchQueryString,
  toggleFacet,
} from '#app/domain/search/request';
import type { SessionHit } from '#app/domain/search/session-hits.server';
import type { Topic } from '#app/domain/topics/model';
import { longDay } from '#app/i18n/format';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import { presentPerson, presentSeats } from '#app/routes/threads/present.server';
import type { FacetData } from '#app/ui/search/search-facets';
import type { SearchHitData } from '#app/ui/search/search-hit';

/** The address of a search. */
export function searchHref(request: SearchRequest): string {
  const query = searchQueryString(request);
  return query === '' ? paths.search() : paths.searchFor(query);
}

/** From what was found to what the page shows, in the reader's language. */
export function presentHit(hit: Hit, locale: Locale): SearchHitData {
  switch (hit.kind) {
    case 'member':
      return {
        kind: 'member',
        id: hit.handle,
        person: {
          name: localName(hit.name, locale),
          href: paths.member(hit.handle),
          role: hit.itRole && translator(locale)(`roles.${hit.itRole}`),
          authority: hit.authorities.map((authority) => localName(authority.name, locale)).join(' · ') || null,
        },
      };
    case 'authority':
      return {
        kind: 'authority',
        id: String(hit.authority.id),
        href: paths.members({ authority: hit.authority.id }),
        name: locale === 'he' ? hit.name : [{ text: localName(hit.authority.name, locale), mark: false }],
        size: translator(locale)(`authorities.size.${hit.authority.size}`),
      };
    case 'thread':
      return presentThread(hit, locale);
    default:
      return presentSession(hit, locale);
  }
}

function presentSession(hit: SessionHit, locale: Locale): SearchHitData {
  const { kind, sessionId, recordId, title, titleText, extract, label, topic, startsAt } = hit;
  const summary = paths.sessionSummary(sessionId);
  const stretches = extract?.stretches ?? [];
  return {
    kind,
    id: recordId ?? sessionId,
    href: kind === 'session' ? paths.session(sessionId) : recordId === null ? summary : `${summary}#record-${recordId}`,
    title,
    titleDir: titleDirection(titleText),
    label,
    topic: { name: localName(topic.name, locale), hue: topic.hue },
    at: longDay(locale, startsAt),
    extract: extract && {
      stretches,
      dir: titleDirection(stretches.map(({ text }) => text).join('')),
      cutBefore: extract.cutBefore,
      cutAfter: extract.cutAfter,
    },
  };
}

function presentThread({ thread, title, passage }: Extract<Hit, { kind: 'thread' }>, locale: Locale): SearchHitData {
  const href = paths.thread(thread.id);
  return {
    kind: thread.kind,
    id: thread.id,
    href,
    title,
    titleDir: titleDirection(thread.title),
    label: thread.label,
    topic: { name: localName(thread.topic.name, locale), hue: thread.topic.hue },
    state: thread.state,
    seats: presentSeats(thread.seats, locale),
    answerCount: thread.answerCount,
    at: thread.lastActivityAt,
    passage: passage && presentPassage(thread.id, passage, locale),
  };
}

function presentPassage(threadId: number, passage: HitPassage, locale: Locale) {
  const { extract, fileName } = passage;
  const stretches = fileName ?? extract.stretches;
  const person = presentPerson(passage.author, passage.authority, locale);
  return {
    href: paths.post(threadId, passage.postId),
    in: fileName ? ('file' as const) : passage.accepted ? ('accepted' as const) : passage.kind,
    who: person.authority ?? person.name,
    stretches,
    dir: titleDirection(stretches.map(({ text }) => text).join('')),
    cutBefore: !fileName && extract.cutBefore,
    cutAfter: !fileName && extract.cutAfter,
  };
}

/** The facets that have something to choose, each option with the address that chooses it or takes it back. */
export function presentFacets(
  facets: SearchPage['facets'],
  request: SearchRequest,
  topics: Topic[],
  locale: Locale,
): FacetData[] {
  return FACET_PARAMS.flatMap((name) => {
    const options = facets[name].flatMap(({ value, count, chosen }) => {
      const label = optionLabel(name, value, topics, locale);
      return label === null
        ? []
        : [{ value, label, count, chosen, href: searchHref(toggleFacet(request, name, value)) }];
    });
    return options.length > 0 ? [{ name, options: inOrder(name, options) }] : [];
  });
}

/** Years from the latest, labels from the loosest; the others by how many there are. */
function inOrder(name: FacetParam, options: FacetData['options']): FacetData['options'] {
  if (name === 'year') {
    return options.toSorted((one, other) => Number(other.value) - Number(one.value));
  }
  const place = (value: string): number => LABELS.map(String).indexOf(value);
  return name === 'label' ? options.toSorted((one, other) => place(one.value) - place(other.value)) : options;
}

/** A value of an address in words; null for one that nothing has. */
export function optionLabel(name: FacetParam, value: string, topics: Topic[], locale: Locale): string | null {
  const t = translator(locale);
  switch (name) {
    case 'topic': {
      const topic = topics.find(({ slug }) => slug === value);
      return topic ? localName(topic.name, locale) : null;
    }
    case 'kind': {
      const kind = HIT_KINDS.find((each) => each === value);
      return kind ? t(`search.kind.${kind}`) : null;
    }
    case 'answered':
      return t(value === 'true' ? 'search.answered.true' : 'search.answered.false');
    case 'size': {
      const size = (['small', 'medium', 'large'] as const).find((each) => each === value);
      return size ? t(`authorities.size.${size}`) : null;
    }
    case 'label': {
      const label = LABELS.find((each): each is Label => each === value);
      return label ? labelText(label) : null;
    }
    default:
      return value;
  }
}
