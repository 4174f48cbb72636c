import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import { olderLocale } from '#app/domain/pages/administration.server';
import type { PageInput } from '#app/domain/pages/input';
import { otherLocale, type PageKey } from '#app/domain/pages/model';
import { currentText, lastRow } from '#app/domain/pages/texts.server';
import { bumpRevision } from '#app/domain/revision';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Prisma's code for a value that must be unique and is not. */
const NOT_UNIQUE = 'P2002';

/**
 * Saves a page's text in one language; shown from then on. Throws `forbidden` for all but administrators, and `conflict`
 * when somebody saved since the editor began: their text stays, and the editor's is in the form still. The same text
 * again is kept only where it says that the two languages are in step anew.
 */
export async function savePage(viewer: Viewer, key: PageKey, input: PageInput): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const { body, base, inStep } = input;
  const catchesUp = inStep && (await olderLocale(key.page)) !== null;
  await store(viewer, key, { base, body, inStep, action: 'page.edit' }, (current) => current !== body || catchesUp);
}

/** Goes back to the text that comes with the software; what stood there stays in the history. Throws like `savePage`. */
export async function restorePage(viewer: Viewer, key: PageKey, base: number): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const otherKey = { page: key.page, locale: otherLocale(key.locale) };
  const other = currentText(otherKey, await lastRow(getDb(), otherKey));
  const next = { base, body: null, inStep: other.builtIn, action: 'page.restore' } as const;
  await store(viewer, key, next, (_current, builtIn) => !builtIn);
}

interface NextText {
  base: number;
  body: string | null;
  inStep: boolean;
  action: 'page.edit' | 'page.restore';
}

async function store(
  viewer: MemberViewer,
  { page, locale }: PageKey,
  { base, action, ...text }: NextText,
  differs: (current: string, builtIn: boolean) => boolean,
): Promise<void> {
  const conflict = () => new DomainError('conflict', 'editConflict');
  const memberId = viewer.memberId;
  try {
    await getDb().$transaction(async (tx) => {
      const current = currentText({ page, locale }, await lastRow(tx, { page, locale }));
      if (current.number !== base) {
        throw conflict();
      }
      if (!differs(current.body, current.builtIn)) {
        return;
      }
      const number = base + 1;
      await tx.pageText.create({ data: { page, locale, number, ...text, editorId: memberId, createdAt: now() } });
      const subject = { type: 'page', id: `${page}-${locale}` };
      await recordAudit(tx, { memberId, action, subject, detail: { number } });
    });
  } catch (error) {
    // Both began from the same text and saved at one instant: the number is taken.
    if (error instanceof Error && 'code' in error && error.code === NOT_UNIQUE) {
      throw conflict();
    }
    throw error;
  }
  bumpRevision();
}
