import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { findClosedDrafts } from '#app/domain/own-data/closed-drafts.server';
import { type DataSubject, mayLeave } from '#app/domain/own-data/model';
import { type Proof, proveAgain, requireSignedIn } from '#app/domain/own-data/prove.server';
import { ALL_GROUPS, findSubject } from '#app/domain/own-data/queries.server';
import { jsonOf } from '#app/domain/own-data/source';
import { DATA_SOURCES } from '#app/domain/own-data/sources.server';
import { ownTexts } from '#app/domain/own-data/texts.server';
import type { Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { getDb, getFileStore } from '#app/instances.server';

/**
 * Everything the forum keeps of whoever is signed in, as a ZIP archive: JSON of every group with what its fields say,
 * Markdown of their posts and summaries, their files. Labels hold (DOMAIN 3, row "export"). Also for a membership that is
 * not in force. Throws `forbidden` for guests, `invalid` without the proof; handed out is an entry in the audit log.
 *
 * The archive is made while it is read: what has not been asked for yet is numbers and names only.
 */
export async function exportOwnData(viewer: Viewer, proof: Proof, locale: Locale): Promise<Readable> {
  const memberId = requireSignedIn(viewer);
  await proveAgain(memberId, proof, 'data.export');
  const subject = await findSubject(getDb(), memberId);
  await recordAudit(getDb(), { memberId, action: 'data.export', subject: { type: 'member', id: memberId } });
  const archive = new Archive();
  archive.add('README.md', async () => readme(locale));
  for (const group of ALL_GROUPS) {
    archive.add(`data/${group}.json`, async () => Readable.from(jsonOf(getDb(), DATA_SOURCES[group], subject)));
  }
  for await (const { path, read } of ownTexts(viewer, subject)) {
    archive.add(path, read);
  }
  for await (const { path, storageKey } of ownFiles(subject)) {
    // Its bytes may be gone: then it is an empty file, and not the end of the archive.
    archive.add(path, async () => (await getFileStore().open(storageKey)) ?? '');
  }
  return archive.finish();
}

/** A ZIP whose entries are read one after the other, each when the one before it was taken. */
class Archive {
  private readonly zip = new ZipFile();
  private readonly out = new PassThrough();
  private readonly mtime = now();
  private current: Readable | null = null;

  constructor() {
    this.zip.on('error', (error: Error) => this.out.destroy(error));
    // Whoever breaks off closes what is being read.
    this.out.on('close', () => this.current?.destroy());
  }

  add(path: string, open: () => Promise<Readable | string>): void {
    this.zip.addReadStreamLazy(path, { mtime: this.mtime }, (done) => {
      open().then(
        (content) => {
          this.current = typeof content === 'string' ? Readable.from([Buffer.from(content)]) : content;
          done(null, this.current);
        },
        (error: unknown) => this.out.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    });
  }

  finish(): Readable {
    this.zip.end();
    this.zip.outputStream.pipe(this.out);
    return this.out;
  }
}

const PAGE_ROWS = 500;

async function* ownFiles(subject: DataSubject): AsyncGenerator<{ path: string; storageKey: string }> {
  const closed = await findClosedDrafts(getDb(), subject);
  let after = 0;
  for (;;) {
    const rows = await getDb().attachment.findMany({
      where: { uploaderId: subject.memberId, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: PAGE_ROWS,
      select: {
        id: true,
        fileName: true,
        storageKey: true,
        draftKey: true,
        post: { select: { label: true, authorityId: true } },
      },
    });
    for (const { id, fileName, storageKey, draftKey, post } of rows) {
      if (post ? mayLeave(subject, post) : !closed.has(draftKey ?? '')) {
        yield { path: `files/${id}-${fileName}`, storageKey };
      }
    }
    after = rows.at(-1)?.id ?? 0;
    if (rows.length < PAGE_ROWS) {
      return;
    }
  }
}

/** What is in the archive, and what every field says. */
function readme(locale: Locale): string {
  const t = translator(locale);
  const groups = ALL_GROUPS.map((group) => {
    const fields = Object.entries(DATA_SOURCES[group].fields).map(([name, says]) => `- \`${name}\`: ${says}`);
    return `## data/${group}.json: ${t(`ownData.groups.${group}`)}\n\n${fields.join('\n')}`;
  });
  const intro = [`# ${t('ownData.title')}`, now().toISOString(), t('ownData.readme'), t('ownData.labels')];
  return `${[...intro, ...groups].join('\n\n')}\n`;
}
