import { z } from 'zod';
import type { Display, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const Stored = z.object({
  locale: z.enum(['he', 'en']),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  density: z.enum(['comfortable', 'compact']).catch('comfortable'),
});

/** How a member wants pages, for a browser in which they have just signed in; null for an unknown id. */
export async function findDisplay(memberId: string): Promise<Display | null> {
  const select = { locale: true, theme: true, density: true };
  const row = await getDb().member.findUnique({ where: { id: memberId }, select });
  return row && Stored.parse(row);
}

/**
 * Remembers with the member what they chose in this browser, so that the next one they sign in with follows. Nothing for
 * guests: their browser alone remembers.
 */
export async function keepDisplay(viewer: Viewer, chosen: Partial<Display>): Promise<void> {
  const memberId = viewer.kind === 'member' ? viewer.memberId : viewer.limited?.memberId;
  if (memberId !== undefined && Object.keys(chosen).length > 0) {
    await getDb().member.update({ where: { id: memberId }, data: chosen });
  }
}
