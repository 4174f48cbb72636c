import { setClock } from '#app/domain/clock';
import { LABELS, type Label } from '#app/domain/labels';
import { addAttendee } from '#app/domain/sessions/attendance-files.server';
import { linkThread } from '#app/domain/sessions/commands.server';
import { replyToSession } from '#app/domain/sessions/replies.server';
import type { MemberViewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { dayFromNow, plan } from '#tests/support/factories-sessions';
import { viewerFor } from '#tests/support/login';

const OPEN_PLACES = ['title', 'purpose', 'agenda', 'place'] as const;
/** What the Chatham House Rule hides from whoever was not there, and what is for those alone who come. */
const HIDDEN_PLACES = ['presenter', 'attendee', 'authority', 'walkin', 'video'] as const;
type Place = (typeof OPEN_PLACES)[number] | (typeof HIDDEN_PLACES)[number];

/** Where the canaries of one session sit. */
export interface PlantedSession {
  label: Label;
  id: number;
  over: boolean;
  canaries: Record<Place, string>;
}

export const isHidden = (place: string): boolean => HIDDEN_PLACES.some((hidden) => hidden === place);

/** Who comes to every session: somebody of an authority that nobody else among the readers serves. */
export interface Attendee {
  viewer: MemberViewer;
  colleagueId: string;
}

export async function makeAttendee(): Promise<Attendee> {
  const authority = await makeAuthority({ nameHe: word('all', 'authority'), nameEn: word('all', 'authority') });
  const values = { name: word('all', 'attendee'), nameEn: word('all', 'attendee'), authorityIds: [authority.id] };
  const viewer = await viewerFor((await makeMember(values)).id);
  return { viewer, colleagueId: (await makeMember({ authorityIds: [authority.id] })).id };
}

function word(of: string, place: string): string {
  return `kanari${of.toLowerCase().replace('_', '')}${place}`;
}

/**
 * Two sessions a label under the Chatham House Rule, one to come and one that was held, with a canary in each place.
 * The attendee was invited, replied, and was there; all are linked to one thread that everybody sees.
 */
export async function plantSessions(host: MemberViewer, { viewer }: Attendee, threadId: number) {
  const planted: PlantedSession[] = [];
  for (const label of LABELS) {
    for (const over of [false, true]) {
      const of = `${label}${over ? 'past' : 'next'}`;
      const own = (place: string) => word(of, place);
      const canaries = {
        ...{ title: own('title'), purpose: own('purpose'), agenda: own('agenda'), place: own('place') },
        ...{ presenter: own('presenter'), walkin: own('walkin'), video: own('video') },
        attendee: word('all', 'attendee'),
        authority: word('all', 'authority'),
      };
      const id = await plan(host, {
        label,
        chatham: 'on',
        title: `Title ${canaries.title}`,
        purpose: `Purpose **${canaries.purpose}**`,
        agenda: `10 | Item ${canaries.agenda} | ${canaries.presenter}`,
        place: `Place ${canaries.place}`,
        videoUrl: `https://video.example/${canaries.video}`,
        audience: 'invited',
        invited: viewer.handle,
        date: dayFromNow(3),
      });
      await replyToSession(viewer, id, 'going');
      await linkThread(host, id, threadId);
      if (over) {
        await hold(host, id, viewer, canaries.walkin);
      }
      planted.push({ label, id, over, canaries });
    }
  }
  return planted;
}

/** Moves it a month back, and notes who was there. */
async function hold(host: MemberViewer, id: number, { handle }: MemberViewer, walkIn: string): Promise<void> {
  const month = 30 * 86_400_000;
  const { startsAt, endsAt } = await getDb().session.findUniqueOrThrow({ where: { id } });
  await getDb().session.update({
    where: { id },
    data: { startsAt: new Date(startsAt.getTime() - month), endsAt: new Date(endsAt.getTime() - month) },
  });
  setClock();
  await addAttendee(host, id, { name: `@${handle}`, authority: '', email: '' });
  await addAttendee(host, id, { name: walkIn, authority: '', email: '' });
}
