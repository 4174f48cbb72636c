import { createHash } from 'node:crypto';
import { associationName } from '#app/domain/members/association.server';
import { localName } from '#app/domain/named';
import { builtInText } from '#app/domain/pages/built-in.server';
import { pageContact } from '#app/domain/pages/contact.server';
import { type CurrentText, PAGE_NAMES, type PageContact, type PageKey } from '#app/domain/pages/model';
import { renderBodies } from '#app/domain/posts/render.server';
import { cachedByRevision } from '#app/domain/revision';
import type { Tx } from '#app/domain/tx';
import { LOCALES, type Locale } from '#app/i18n/locales';
import { messagesOf } from '#app/i18n/translator.server';
import { getDb } from '#app/instances.server';

/** The last saved text of a page in a language; null when nobody changed it yet. */
export function lastRow(db: Tx, { page, locale }: PageKey) {
  return db.pageText.findFirst({ where: { page, locale }, orderBy: { number: 'desc' } });
}

/** What is shown, from the last saved text and else from the software. */
export function currentText(key: PageKey, row: Awaited<ReturnType<typeof lastRow>>): CurrentText {
  const body = row?.body ?? null;
  return {
    number: row?.number ?? 0,
    body: body ?? builtInText(key),
    builtIn: body === null,
    changedAt: body === null || !row ? null : row.createdAt.toISOString(),
  };
}

const keyName = ({ page, locale }: PageKey): string => `${page} ${locale}`;

/** The last saved text of every page and language that has one. */
async function lastRows() {
  const last = await getDb().pageText.groupBy({ by: ['page', 'locale'], _max: { id: true } });
  return getDb().pageText.findMany({ where: { id: { in: last.flatMap(({ _max }) => _max.id ?? []) } } });
}

/** Everything that is shown, read once until something changes. */
const shown = cachedByRevision(async () => {
  const keys = PAGE_NAMES.flatMap((page) => LOCALES.map((locale): PageKey => ({ page, locale })));
  const [rows, contact] = await Promise.all([lastRows(), pageContact()]);
  const rowOf = (key: PageKey) => rows.find((row) => keyName(row) === keyName(key)) ?? null;
  return { contact, texts: new Map(keys.map((key) => [keyName(key), currentText(key, rowOf(key))])) };
});

/** A text with its placeholders filled, still Markdown. */
export async function fillPlaceholders(body: string, locale: Locale, contact: PageContact): Promise<string> {
  const { app, pages } = messagesOf(locale);
  const stored = await associationName();
  const association = escapeMarkdown(stored ? localName(stored, locale) : app.name);
  // In one pass: what stands in a name is no placeholder.
  const fallback = pages.contactFallback.replace('{association}', () => association);
  const values: Record<string, string> = {
    '{association}': association,
    '{contact}': contactText(contact, locale) || fallback,
  };
  return body.replace(/\{(?:association|contact)\}/g, (name) => values[name] ?? name);
}

/** Strong marks: around a number they keep its groups in order inside Hebrew, between two Latin parts the parts. */
const LRM = '\u200e';
const RLM = '\u200f';

function contactText({ nameHe, nameEn, email, phone }: PageContact, locale: Locale): string {
  const name = locale === 'he' ? nameHe || nameEn : nameEn || nameHe;
  const number = phone.replace(/[^\d+*#]/g, '');
  const parts = [
    escapeMarkdown(name),
    email && `[${escapeMarkdown(email)}](mailto:${email})`,
    phone && `[${LRM}${escapeMarkdown(phone)}${LRM}](tel:${number})`,
  ];
  return parts.filter((part) => part !== '').join(locale === 'he' ? `, ${RLM}` : ', ');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+.!|<>~@&-]/g, '\\$&');
}

/** The last HTML of each text: rendered anew only when the text, a name in it or the contact is another. */
const rendered = new Map<string, { source: string; html: string }>();

/** A page as it is shown: safe HTML, and when the association last changed it (ISO 8601; null: never). For everybody. */
export async function getPage(key: PageKey): Promise<{ html: string; changedAt: string | null; version: string }> {
  const { texts, contact } = await shown();
  const text = texts.get(keyName(key)) ?? currentText(key, null);
  const source = await fillPlaceholders(text.body, key.locale, contact);
  const known = rendered.get(keyName(key));
  const html = known?.source === source ? known.html : await renderShown(key, source);
  rendered.set(keyName(key), { source, html });
  return { html, changedAt: text.changedAt, version: versionOf(key, text) };
}

/** Which text it is: language, number (0: of the software) and the beginning of its SHA-256. */
function versionOf({ locale }: PageKey, { number, body }: CurrentText): string {
  return `${locale}-${number}-${createHash('sha256').update(body).digest('hex').slice(0, 8)}`;
}

/** A text that is being written, as it would be shown: under a heading of its own, or right under the page's title. */
export async function renderPageText(body: string, locale: Locale, under: 'heading' | 'title'): Promise<string> {
  const html = await renderPage(await fillPlaceholders(body, locale, await pageContact()));
  return under === 'title' ? raiseHeadings(html) : html;
}

async function renderShown({ page }: PageKey, source: string): Promise<string> {
  const html = await renderPage(source);
  return page === 'notice' ? html : raiseHeadings(html);
}

/** A page of its own has nothing between its title and its text: the headings begin at h2, not at h3 as in a post. */
function raiseHeadings(html: string): string {
  return html.replace(/<(\/?)h([3-6])(?=[ >])/g, (_tag, end, level) => `<${end}h${Number(level) - 1}`);
}

async function renderPage(source: string): Promise<string> {
  const [page] = await renderBodies([{ idPrefix: 'page-', body: source }]);
  return page?.html ?? '';
}
