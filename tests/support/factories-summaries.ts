import type { Label } from '#app/domain/labels';
import { planSession } from '#app/domain/sessions/commands.server';
import { SessionInput } from '#app/domain/sessions/input';
import { startSummary } from '#app/domain/summaries/commands.server';
import { publishSummary } from '#app/domain/summaries/publish.server';
import type { MemberViewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { makeTopic } from '#tests/support/factories-threads';

interface Held {
  label?: Label;
  chatham?: boolean;
  title?: string;
  topic?: string;
  /** ISO day. */
  date?: string;
  /** Viewers who were there. */
  there?: MemberViewer[];
}

/** A session that took place, through the command; whoever was there is on its attendance list. Returns its id. */
export async function holdSession(host: MemberViewer, values: Held = {}): Promise<number> {
  const {
    label = 'GREEN',
    chatham = false,
    title = 'שולחן עגול: גיבוי בענן',
    date = '2026-02-10',
    there = [],
  } = values;
  const topic = await makeTopic(values.topic ?? 'cloud');
  const id = await planSession(
    host,
    SessionInput.parse({
      ...{ kind: 'round_table', topic: topic.slug, title, label, date, startTime: '10:00', endTime: '12:00' },
      chatham: chatham ? 'on' : '',
      agenda: '20 | פתיחה | רות',
    }),
  );
  for (const { memberId, name } of there) {
    await getDb().attendance.create({ data: { sessionId: id, memberId, name, attended: true } });
    await getDb().sessionRecipient.create({ data: { sessionId: id, memberId } });
  }
  await getDb().session.update({ where: { id }, data: { state: 'held' } });
  return id;
}

export const SUMMARY_TEXT = [
  '# שולחן עגול: גיבוי בענן',
  '## תובנות עיקריות',
  '- שחזור נבדק מעט מדי',
  '## החלטות',
  '- מתחילים בגיבוי יומי אחד',
  '- בודקים שחזור פעם ברבעון',
  '## שאלות פתוחות',
  '- מי משלם על האחסון השני?',
  '## משימות להמשך',
  '- [ ] לאסוף מחירים מהספקים @OWNER עד 2026-03-01',
  '- [ ] להכין נוסח למכרז',
  '',
].join('\n\n');

/** A summary of a session that took place, published under its session's label at least. Returns the session's id. */
export async function publish(
  host: MemberViewer,
  values: Held & { body?: string; summaryLabel?: Label; owner?: MemberViewer } = {},
): Promise<number> {
  const id = await holdSession(host, values);
  const body = (values.body ?? SUMMARY_TEXT).replace('OWNER', values.owner?.handle ?? host.handle);
  await startSummary(host, id, { locale: 'he', markdown: body });
  await publishSummary(host, id, {
    revision: 1,
    label: values.summaryLabel ?? values.label ?? 'GREEN',
    confirmed: true,
  });
  return id;
}
