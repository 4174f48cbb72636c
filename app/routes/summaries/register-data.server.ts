import { localName } from '#app/domain/named';
import { labelsBeside } from '#app/domain/summaries/record-views.server';
import type { RegisterFilter, RegisterPage, RegisterPlace } from '#app/domain/summaries/registers.server';
import { listTopics } from '#app/domain/topics/queries.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { oneOf } from '#app/http/params.server';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { presentEntry, summaryWords } from '#app/routes/summaries/present.server';
import type { SummaryWords } from '#app/ui/summaries/words';

type View = NonNullable<RegisterFilter['view']>;

export interface Register {
  list: (viewer: Viewer, filter: RegisterFilter) => Promise<RegisterPage>;
  href: (query?: Record<string, string | number | undefined | null>) => string;
  views: { view: View; words: keyof SummaryWords; membersOnly?: boolean }[];
  title: keyof SummaryWords;
  lead: keyof SummaryWords;
  none: keyof SummaryWords;
}

/** Everything a register's page shows, in the reader's language. */
export async function registerData(args: RouteArgs, { list, href, views, ...words }: Register) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const query = new URL(args.request.url).searchParams;
  const allowed = views.filter(({ membersOnly }) => !membersOnly || isMember(viewer));
  const first = allowed[0]?.view;
  const view = oneOf(
    allowed.map((one) => one.view),
    query.get('view'),
  );
  const topics = await listTopics();
  const topic = topics.find(({ slug }) => slug === query.get('topic'));
  const sessionId = wholeNumber(query.get('session'));
  const page = await list(viewer, {
    view: view ?? first,
    topicId: topic?.id,
    sessionId,
    after: readPlace(query.get('after')),
  });
  const labels = page.rows.map((row) => row.session.label);
  cacheByLabels(args.context, viewer, [...labels, ...labelsBeside(page.rows)]);
  const text = summaryWords(locale);
  const filter = { topic: topic?.slug, session: sessionId };
  return {
    words: text,
    member: isMember(viewer),
    title: text[words.title],
    lead: text[words.lead],
    none: text[words.none],
    documentTitle: `${text[words.title]} · ${translator(locale)('app.name')}`,
    here: href({ view, ...filter }),
    view: view ?? null,
    topic: topic?.slug ?? '',
    topics: topics.map(({ slug, name }) => ({ value: slug, label: localName(name, locale) })),
    tabs: allowed.map((one) => ({
      href: href({ view: one.view === first ? undefined : one.view, ...filter }),
      label: text[one.words],
      current: one.view === (view ?? first),
    })),
    rows: page.rows.map((row) => presentEntry(row, locale)),
    next: page.next && href({ view, ...filter, after: `${page.next.day}_${page.next.id}` }),
  };
}

const PLACE = /^(9999|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}\.\d{3}Z)?)_([1-9]\d{0,9})$/;

function readPlace(written: string | null): RegisterPlace | undefined {
  const [, day, id] = PLACE.exec(written ?? '') ?? [];
  const isReal = day !== undefined && (day === '9999' || !Number.isNaN(Date.parse(day)));
  return isReal && Number(id) <= 2_147_483_647 ? { day, id: Number(id) } : undefined;
}

function wholeNumber(written: string | null): number | undefined {
  return written && /^[1-9]\d{0,8}$/.test(written) ? Number(written) : undefined;
}
