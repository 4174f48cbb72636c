import { clockTime, isoDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import type { SessionData } from '#app/routes/sessions/session';
import { RailSection } from '#app/ui/layout/frame';
import { Icon } from '#app/ui/primitives/icon';
import { Link } from '#app/ui/primitives/link';
import { useLabelMeanings } from '#app/ui/sessions/label-meanings';
import { useDayWords } from '#app/ui/sessions/session-when';

/** Beside a session: its calendar file, the others of its programme, who sees it. */
export function SessionRail({ data }: { data: SessionData }) {
  const t = useTranslations('sessions');
  const meanings = useLabelMeanings();
  return (
    <>
      <RailSection title={t('feed.title')}>
        {data.label === 'RED' ? (
          <p className="facts">{t('noExport')}</p>
        ) : (
          <a href={paths.sessionCalendar(data.id)} className="btn btn-secondary btn-sm" download>
            <Icon name="calendar" />
            {t('toCalendar')}
          </a>
        )}
      </RailSection>
      {data.programme && <Programme programme={data.programme} />}
      <RailSection title={t('whoSees')}>
        <p className="facts">{meanings[data.label]}</p>
      </RailSection>
    </>
  );
}

function Programme({ programme }: { programme: NonNullable<SessionData['programme']> }) {
  const t = useTranslations('sessions');
  const locale = useLocale();
  const words = useDayWords();
  const [first] = programme.sessions;
  // A conference is mostly one day, which is then said once.
  const oneDay = new Set(programme.sessions.map(({ startsAt }) => isoDay(new Date(startsAt)))).size === 1;
  return (
    <RailSection title={t(`programme.${programme.kind}`)}>
      <p className="programme-title">
        <bdi>{programme.title}</bdi>
        {oneDay && first && <span className="facts">{words(first.startsAt)}</span>}
      </p>
      <ol className="session-brief">
        {programme.sessions.map((session) => (
          <li key={session.id}>
            {session.current ? (
              <strong aria-current="page">
                <bdi>{session.title}</bdi>
              </strong>
            ) : (
              <Link to={session.href}>
                <bdi>{session.title}</bdi>
              </Link>
            )}
            <span className="facts">
              <time dateTime={session.startsAt}>
                {!oneDay && `${words(session.startsAt)}, `}
                <bdi dir="ltr">{clockTime(locale, session.startsAt)}</bdi>
              </time>
            </span>
          </li>
        ))}
      </ol>
    </RailSection>
  );
}
