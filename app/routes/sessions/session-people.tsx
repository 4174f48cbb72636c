import { useTranslations } from '#app/i18n/translations';
import type { SessionData } from '#app/routes/sessions/session';
import { PersonLine } from '#app/ui/forum/person-line';
import { Badge } from '#app/ui/primitives/text';

/** Who comes, or was there: names for whoever may know them, else how many of each role. */
export function SessionPeople({ data }: { data: SessionData }) {
  const t = useTranslations('sessions');
  if (!data.member && data.byRole.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="people" className="session-part">
      <h2 id="people">{data.seats.attended === null ? t('people') : t('peopleWere')}</h2>
      {data.attendees && <Names attendees={data.attendees} />}
      {data.attendees === null && data.chatham && <p className="facts">{t('byRoleOnly')}</p>}
      {data.attendees === null && <Counts byRole={data.byRole} />}
    </section>
  );
}

function Names({ attendees }: { attendees: NonNullable<SessionData['attendees']> }) {
  const t = useTranslations('sessions');
  if (attendees.length === 0) {
    return <p className="facts">{t('nobodyYet')}</p>;
  }
  return (
    <ul className="session-people">
      {attendees.map(({ key, person, state, host }) => (
        <li key={key}>
          <PersonLine person={person}>
            {host && <Badge tone="accent">{t('host')}</Badge>}
            {state !== 'going' && <span className="person-fact">{t(`state.${state}`)}</span>}
          </PersonLine>
        </li>
      ))}
    </ul>
  );
}

function Counts({ byRole }: { byRole: SessionData['byRole'] }) {
  const t = useTranslations('sessions');
  if (byRole.length === 0) {
    return <p className="facts">{t('nobodyYet')}</p>;
  }
  return (
    <ul className="session-counts">
      {byRole.map(({ role, count }) => (
        <li key={role}>
          <strong>{count}</strong> {role}
        </li>
      ))}
    </ul>
  );
}
