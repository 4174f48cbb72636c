import { now } from '#app/domain/clock';
import { planSession } from '#app/domain/sessions/commands.server';
import { SessionInput } from '#app/domain/sessions/input';
import type { Viewer } from '#app/domain/viewer';
import { isoDay } from '#app/i18n/format';
import { makeTopic } from '#tests/support/factories-threads';

const DAY_MS = 86_400_000;

/** The day in Israel so many days from now, `2026-03-01`. */
export function dayFromNow(days: number): string {
  return isoDay(now().getTime() + days * DAY_MS);
}

type Typed = Record<string, string | string[]>;

/** A session as its form sends it: in thirty days, of topic `cloud`; `values` replaces anything. */
export function sessionForm(values: Typed = {}): Typed {
  return {
    kind: 'round_table',
    topic: 'cloud',
    title: 'שולחן עגול: הצטרפות למכרז',
    purpose: 'ללמוד ממי שכבר **הצטרפו**.',
    label: 'GREEN',
    date: dayFromNow(30),
    startTime: '10:00',
    endTime: '12:30',
    place: 'בניין העירייה, קומה 2',
    videoUrl: '',
    audience: 'members',
    invited: '',
    hosts: '',
    capacity: '',
    agenda: '15 | פתיחה | דנה\n45 | סבב רשויות',
    ...values,
  };
}

/** Plans a session through the command; `values` replaces anything the form sends. Returns its id. */
export async function plan(viewer: Viewer, values: Typed = {}): Promise<number> {
  const form = sessionForm(values);
  await makeTopic(String(form.topic));
  return planSession(viewer, SessionInput.parse(form));
}
