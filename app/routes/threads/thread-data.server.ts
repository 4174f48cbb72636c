import { findDraft } from '#app/domain/drafts/queries.server';
import { localName } from '#app/domain/named';
import { getPostSource } from '#app/domain/posts/history.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { isMember } from '#app/domain/viewer';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { oneOf, pageNumber } from '#app/http/params.server';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { extractText } from '#app/markdown/extract';
import { quoteMarkdown } from '#app/markdown/quote';
import { paths } from '#app/paths';
import { presentPost, presentSeats, presentTags } from '#app/routes/threads/present.server';

const DESCRIPTION_MAX_CHARS = 160;

/** Everything the thread page shows, in the reader's language. */
export async function threadData(args: RouteArgs, id: number) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const query = new URL(args.request.url).searchParams;
  const order = oneOf(['votes', 'oldest'], query.get('order')) ?? 'votes';
  const view = await getThread(viewer, id, { order, page: pageNumber(query.get('page')) });
  cacheByLabels(args.context, viewer, view.labels);
  const t = translator(locale);
  const { opening, answers, topic, seats, labels, page, pageCount, ...rest } = view;
  const pageHref = (number: number) =>
    paths.thread(id, { order: order === 'votes' ? undefined : order, page: number === 1 ? undefined : number });
  return {
    ...rest,
    member: isMember(viewer),
    page,
    pageCount,
    previous: page > 1 ? pageHref(page - 1) : null,
    next: page < pageCount ? pageHref(page + 1) : null,
    documentTitle: `${view.title} · ${t('app.name')}`,
    /** Null where nothing of the text may go into a link preview: everything above TLP:CLEAR. */
    description: view.label === 'CLEAR' ? extractText(htmlText(opening.html), DESCRIPTION_MAX_CHARS) : null,
    titleDir: titleDirection(view.title),
    topic: { href: paths.topic(topic.slug), label: localName(topic.name, locale), hue: topic.hue },
    tags: presentTags(view.tags),
    seats: presentSeats(seats, locale),
    opening: presentPost(opening, view.label, locale),
    answers: answers.map((post) => presentPost(post, view.label, locale)),
    firstUnread: view.firstUnreadPostId,
    composer: view.can.answer ? await composerData(args, id, query) : null,
  };
}

/** What the answer box starts with: the kept draft, or a quoted post. */
async function composerData(args: RouteArgs, threadId: number, query: URLSearchParams) {
  const viewer = await getViewer(args);
  const draft = await findDraft(viewer, `answer:${threadId}`);
  const quoteId = Number(query.get('quote') ?? '0');
  const quoted = Number.isInteger(quoteId) && quoteId > 0 ? await quotedText(args, quoteId) : null;
  const body = [draft?.fields.body, quoted?.text].filter(Boolean).join('\n\n');
  return {
    body,
    label: draft?.fields.label ?? null,
    version: draft?.version ?? 0,
    savedAt: draft?.updatedAt ?? null,
    quoted: quoted ? quoteId : null,
  };
}

async function quotedText(args: RouteArgs, postId: number) {
  const source = await getPostSource(await getViewer(args), postId);
  return { text: quoteMarkdown(source.body, source.authorHandle) };
}

/** The words of stored HTML, for a description. */
function htmlText(html: string): string {
  return html.replace(/<[^>]*>/g, ' ');
}
