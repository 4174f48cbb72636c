import { forbidden } from '#app/domain/errors';
import { PERSON_SELECT, toPersonRef } from '#app/domain/members/person';
import { canAdminister } from '#app/domain/members/policy';
import { builtInText } from '#app/domain/pages/built-in.server';
import { pageContact } from '#app/domain/pages/contact.server';
import {
  type CurrentText,
  namesWayToReach,
  otherLocale,
  PAGE_NAMES,
  type PageContact,
  type PageKey,
  type PageLine,
  type PageName,
  type PageRevisionView,
} from '#app/domain/pages/model';
import { currentText, fillPlaceholders, lastRow } from '#app/domain/pages/texts.server';
import { diffWords } from '#app/domain/posts/history.server';
import type { Viewer } from '#app/domain/viewer';
import { LOCALES, type Locale } from '#app/i18n/locales';
import { getDb } from '#app/instances.server';

/** Revisions shown at most: the newest. */
const MAX_REVISIONS = 50;

function requireAdministrator(viewer: Viewer): void {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
}

/**
 * The language of a page that is behind the other: that of which the last word was not said, unless the editor said that
 * both are in step. Null where they are.
 */
export async function olderLocale(page: PageName): Promise<Locale | null> {
  const last = await getDb().pageText.findFirst({
    where: { page },
    orderBy: { id: 'desc' },
    select: { locale: true, inStep: true },
  });
  return last === null || last.inStep ? null : otherLocale(last.locale);
}

/** All texts, and what is amiss with them. For administrators; forbidden for others. */
export async function listPages(viewer: Viewer): Promise<{ lines: PageLine[]; contact: PageContact }> {
  requireAdministrator(viewer);
  const contact = await pageContact();
  const lines: PageLine[] = [];
  for (const page of PAGE_NAMES) {
    const older = await olderLocale(page);
    for (const locale of LOCALES) {
      const row = await getDb().pageText.findFirst({
        where: { page, locale },
        orderBy: { number: 'desc' },
        include: { editor: { select: PERSON_SELECT } },
      });
      const { body, builtIn } = currentText({ page, locale }, row);
      const asShown = await fillPlaceholders(body, locale, contact);
      lines.push({
        page,
        locale,
        builtIn,
        changed: row && { at: row.createdAt.toISOString(), by: toPersonRef(row.editor) },
        older: older === locale,
        lacksContact: page === 'accessibility' && !namesWayToReach(asShown),
      });
    }
  }
  return { lines, contact };
}

/** A text for editing, with that of the other language beside it. For administrators; forbidden for others. */
export async function getPageSource(
  viewer: Viewer,
  key: PageKey,
): Promise<{ text: CurrentText; other: CurrentText; older: Locale | null }> {
  requireAdministrator(viewer);
  const otherKey = { page: key.page, locale: otherLocale(key.locale) };
  return {
    text: currentText(key, await lastRow(getDb(), key)),
    other: currentText(otherKey, await lastRow(getDb(), otherKey)),
    older: await olderLocale(key.page),
  };
}

/** Every saved text, newest first, each against the one before; the first against that of the software. */
export async function getPageHistory(viewer: Viewer, { page, locale }: PageKey): Promise<PageRevisionView[]> {
  requireAdministrator(viewer);
  const rows = await getDb().pageText.findMany({
    where: { page, locale },
    orderBy: { number: 'desc' },
    take: MAX_REVISIONS + 1,
    include: { editor: { select: PERSON_SELECT } },
  });
  const builtIn = builtInText({ page, locale });
  return rows.slice(0, MAX_REVISIONS).map((row, index) => ({
    number: row.number,
    editor: toPersonRef(row.editor),
    createdAt: row.createdAt.toISOString(),
    builtIn: row.body === null,
    diff: diffWords(rows[index + 1]?.body ?? builtIn, row.body ?? builtIn),
  }));
}
