import { requireMember } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, notFound, orNotFound } from '#app/domain/errors';
import { HANDLE_PATTERN } from '#app/domain/members/handle';
import { bumpRevision } from '#app/domain/revision';
import { lockSession } from '#app/domain/sessions/load.server';
import type { RecordInput } from '#app/domain/summaries/input';
import { type LoadedSummary, loadOwnSummary, loadSummary } from '#app/domain/summaries/load.server';
import type { Owner, SummaryRecord } from '#app/domain/summaries/model';
import { canClose } from '#app/domain/summaries/policy';
import { recognise } from '#app/domain/summaries/recognise';
import { settleSummary, storeText, touch } from '#app/domain/summaries/store.server';
import { visibleSummaries } from '#app/domain/summaries/visible.server';
import { type RecordChange, writeBack } from '#app/domain/summaries/write-back';
import type { Tx } from '#app/domain/tx';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Why a change could not be written into the text, as a message. */
const REFUSALS = { not_found: 'record_moved', empty: 'required', unwritable: 'record_unwritable' } as const;

/**
 * Changes a record and, in the same transaction, its place in the summary's Markdown. An action's owner closes it and
 * opens it again; everything else is the hosts'. After publishing, words change by an amendment with its reason.
 */
export async function editRecord(viewer: Viewer, { id, text, done, owner, due }: RecordInput): Promise<void> {
  const member = requireMember(viewer);
  await change(viewer, member, id, (summary, record) => {
    const changesMore = text !== undefined || owner !== undefined || due !== undefined;
    if (changesMore ? !summary.standing.manages : !canClose(viewer, record, summary.standing.manages)) {
      throw forbidden();
    }
    if (summary.state === 'published' && text !== undefined && text !== record.text) {
      throw new DomainError('conflict', 'summary_amend_instead');
    }
    const to: Partial<Pick<SummaryRecord, 'text' | 'done' | 'owner' | 'due'>> = {};
    if (text !== undefined && text !== record.text) to.text = text;
    if (done !== undefined && (done === 'yes') !== record.done) to.done = done === 'yes';
    if (owner !== undefined && record.kind === 'action') to.owner = readOwner(owner);
    if (due !== undefined && record.kind === 'action' && due !== record.due) to.due = due;
    return Object.keys(to).length === 0 ? null : { change: 'edit', index: record.position, to };
  });
}

/** Takes a record out of a draft, its list item with it. */
export async function removeRecord(viewer: Viewer, id: number): Promise<void> {
  const member = requireMember(viewer);
  await change(viewer, member, id, (summary, record) => {
    if (!summary.standing.manages) {
      throw forbidden();
    }
    if (summary.state === 'published') {
      throw new DomainError('conflict', 'summary_amend_instead');
    }
    return { change: 'remove', index: record.position };
  });
}

/** An owner as people type one: `@handle`, a handle of a member, or a name. */
function readOwner(written: string): Owner | null {
  const bare = written.replace(/^@/, '').trim();
  if (bare === '') {
    return null;
  }
  const handle = bare.toLowerCase();
  return HANDLE_PATTERN.test(handle) && (written.startsWith('@') || handle.includes('.')) ? { handle } : { name: bare };
}

type RecordRow = Awaited<ReturnType<Tx['summaryRecord']['findUniqueOrThrow']>>;

async function change(
  viewer: Viewer,
  member: MemberViewer,
  id: number,
  decide: (summary: LoadedSummary, record: RecordRow) => RecordChange | null,
): Promise<void> {
  const at = now();
  const sessionId = await sessionOf(id);
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, sessionId);
    const summary = await loadSummary(tx, viewer, sessionId);
    const record = orNotFound(await tx.summaryRecord.findUnique({ where: { id } }));
    const wanted = decide(summary, record);
    if (wanted === null) {
      return;
    }
    const written = writeBack(summary.body, wanted, { day: summary.day, locale: member.locale });
    if (!written.ok) {
      throw new DomainError('invalid', REFUSALS[written.reason], { field: 'text' });
    }
    if (summary.state === 'published' && summary.session.chatham && namesAnother(summary, written.markdown)) {
      throw new DomainError('conflict', 'summary_amend_instead', { field: 'owner' });
    }
    const inPlace = wanted.change === 'edit';
    await storeText(tx, summary, { body: written.markdown, editorId: member.memberId, at, inPlace });
  });
  await settleSummary(sessionId);
}

/** Whether a changed text gives a record an owner whom the text before did not: only an amendment checks names. */
function namesAnother({ body, day }: LoadedSummary, changed: string): boolean {
  const before = recognise(body, { day }).records;
  return recognise(changed, { day }).records.some(
    ({ owner }, index) => owner !== null && JSON.stringify(owner) !== JSON.stringify(before[index]?.owner),
  );
}

async function sessionOf(recordId: number): Promise<number> {
  const row = await getDb().summaryRecord.findUnique({
    where: { id: recordId },
    select: { summary: { select: { sessionId: true } } },
  });
  return orNotFound(row).summary.sessionId;
}

/**
 * Says that another decision took a decision's place, or (null) that none did. For hosts of the older one's session;
 * the newer one must be published and visible to them.
 */
export async function supersedeDecision(viewer: Viewer, id: number, byId: number | null): Promise<void> {
  const at = now();
  const sessionId = await sessionOf(id);
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, sessionId);
    await loadOwnSummary(tx, viewer, sessionId);
    const record = orNotFound(await tx.summaryRecord.findUnique({ where: { id } }));
    if (record.kind !== 'decision') {
      throw notFound();
    }
    if (byId !== null) {
      await requireLater(tx, viewer, id, byId);
    }
    await tx.summaryRecord.update({
      where: { id },
      data: { supersededById: byId, revision: { increment: 1 }, updatedAt: at },
    });
    await touch(tx, sessionId, at);
  });
  bumpRevision();
}

/** The other one is a decision that the viewer sees, and is not itself superseded, at the end of the chain, by this one. */
async function requireLater(tx: Tx, viewer: Viewer, id: number, byId: number): Promise<void> {
  const newer = await tx.summaryRecord.findFirst({
    where: { id: byId, kind: 'decision', summary: visibleSummaries(viewer) },
    select: { id: true },
  });
  let next: number | null = newer?.id ?? null;
  for (let steps = 0; next !== null && next !== id && steps < MAX_CHAIN; steps += 1) {
    const row: { supersededById: number | null } | null = await tx.summaryRecord.findUnique({
      where: { id: next },
      select: { supersededById: true },
    });
    next = row?.supersededById ?? null;
  }
  if (!newer || next !== null) {
    throw new DomainError('invalid', 'supersede_invalid', { field: 'by' });
  }
}

const MAX_CHAIN = 100;
