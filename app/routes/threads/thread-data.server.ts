import { listUploads } from '#app/domain/attachments/queries.server';
import { findDraft } from '#app/domain/drafts/queries.server';
import { parseLabel, strictest, strictness } from '#app/domain/labels';
import { otherSides } from '#app/domain/moderation/other-side.server';
import { localName } from '#app/domain/named';
import { getPostSource } from '#app/domain/posts/history.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { listRelated } from '#app/domain/search/similar.server';
import { sessionsOfThread } from '#app/domain/sessions/linked.server';
import { recordReader } from '#app/domain/threads/readers.server';
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
import { presentSimilar } from '#app/routes/search/present-similar.server';
import { outsidersData } from '#app/routes/threads/outsiders-data.server';
import { presentPost, presentSeats, presentTags } from '#app/routes/threads/present.server';

const DESCRIPTION_MAX_CHARS = 160;

/** Everything the thread page shows, in the reader's language. */
export async function threadData(args: RouteArgs, id: number) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const query = new URL(args.request.url).searchParams;
  const order = oneOf(['votes', 'oldest'], query.get('order')) ?? 'votes';
  const view = await getThread(viewer, id, { order, page: pageNumber(query.get('page')) });
  const [related, sessions, uploads, others, outsiders] = await Promise.all([
    listRelated(viewer, view),
    sessionsOfThread(viewer, id),
    listUploads(viewer),
    otherSides(viewer, view.acts),
    outsidersData(viewer, view, locale, query),
    // Who reads what is stricter than GREEN is written down before it is shown.
    strictness(strictest(...view.labels)) > strictness('GREEN') && recordReader(viewer, id, view.glassUntil !== null),
  ]);
  cacheByLabels(args.context, viewer, [...view.labels, ...[...related, ...sessions].map(({ label }) => label)]);
  const t = translator(locale);
  const { opening, answers, topic, seats, labels, page, pageCount, ...rest } = view;
  const pageHref = (number: number) =>
    paths.thread(id, { order: order === 'votes' ? undefined : order, page: number === 1 ? undefined : number });
  return {
    ...rest,
    outsiders,
    member: isMember(viewer),
    page,
    pageCount,
    here: pageHref(page),
    /** The post that a reader without JavaScript wants to comment on. */
    commentOn: Number(query.get('comment')) || null,
    previous: page > 1 ? pageHref(page - 1) : null,
    next: page < pageCount ? pageHref(page + 1) : null,
    documentTitle: `${view.title} · ${t('app.name')}`,
    /**
     * Null where nothing of the text may go into a link preview: everything above TLP:CLEAR. And for members: previews
     * are made by those who are not signed in.
     */
    description:
      view.label === 'CLEAR' && !isMember(viewer) ? extractText(htmlText(opening.html), DESCRIPTION_MAX_CHARS) : null,
    titleDir: titleDirection(view.title),
    acts: view.acts.map(({ id, at, kind, role, reason, otherThreadId }) => ({
      ...{ id, at },
      href: otherThreadId !== null && others.has(otherThreadId) ? paths.thread(otherThreadId) : null,
      text: t(`moderation.acts.${kind}`, { role: t(`roles.${role}`), reason: reason ? `: ${reason}` : '' }),
    })),
    topic: { href: paths.topic(topic.slug), label: localName(topic.name, locale), hue: topic.hue },
    tags: presentTags(view.tags),
    sessions: sessions.map(({ title, startsAt, ...session }) => ({
      ...{ title, startsAt },
      href: paths.session(session.id),
      dir: titleDirection(title),
    })),
    seats: presentSeats(seats, locale),
    opening: presentPost(opening, view.label, locale),
    answers: answers.map((post) => presentPost(post, view.label, locale)),
    firstUnread: view.firstUnreadPostId,
    related: presentSimilar(related),
    /** The reader's own files that wait in forms, by form. */
    uploads: Object.fromEntries(uploads),
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
  const draftLabel = parseLabel(draft?.fields.label ?? '');
  cacheByLabels(args.context, viewer, [draftLabel ?? [], quoted?.label ?? []].flat());
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
  return { text: quoteMarkdown(source.body, source.authorHandle), label: source.label };
}

/** The words of stored HTML, for a description. */
export function htmlText(html: string): string {
  return html.replace(/<[^>]*>/g, ' ');
}
