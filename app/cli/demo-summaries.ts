import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { now } from '#app/domain/clock';
import { unsafeViewerOfMember } from '#app/domain/members/as-viewer.server';
import { toLocalTime } from '#app/domain/sessions/time';
import { startSummary } from '#app/domain/summaries/commands.server';
import { publishSummary } from '#app/domain/summaries/publish.server';
import { getDb } from '#app/instances.server';
import { CONTENT_FOLDER } from '#prisma/seed/content';

const FOLDER = join(CONTENT_FOLDER, 'summaries');
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Publishes the demo's summaries, each by its session's first host, through the same commands as any other: so that
 * their decisions and action items are what the product recognises in them. A file is called by its session's number.
 * Returns how many.
 */
export async function publishDemoSummaries(): Promise<number> {
  const files = readdirSync(FOLDER).sort();
  for (const file of files) {
    const sessionId = Number.parseInt(file, 10);
    const host = await getDb().sessionHost.findFirstOrThrow({ where: { sessionId }, orderBy: { position: 'asc' } });
    const viewer = await unsafeViewerOfMember(host.memberId);
    if (viewer === null) {
      throw new Error(`The host of session ${sessionId} is not in force.`);
    }
    const markdown = readFileSync(join(FOLDER, file), 'utf8').replace(/\{\{([+-]\d+)\}\}/g, (_all, days: string) => {
      return toLocalTime(new Date(now().getTime() + Number(days) * DAY_MS)).date;
    });
    await startSummary(viewer, sessionId, { locale: 'he', markdown });
    await publishSummary(viewer, sessionId, { revision: 1, label: 'GREEN', confirmed: true });
  }
  return files.length;
}
