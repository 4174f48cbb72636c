import type { Label } from '#app/domain/labels';
import { clockTime, longDay, monthName, weekdayNames } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { hueClass } from '#app/ui/forum/hue';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Link } from '#app/ui/primitives/link';
import type { SessionRowData } from '#app/ui/sessions/session-row';

export interface MonthDay {
  /** `2026-03-01`. */
  day: string;
  inMonth: boolean;
  today: boolean;
  sessions: SessionRowData[];
}

/** A month as a table, a week a row, from Sunday. On a phone the days with sessions become a list. */
export function MonthTable({ month, weeks }: { month: string; weeks: readonly MonthDay[][] }) {
  const locale = useLocale();
  const t = useTranslations('sessions');
  return (
    <table className="month">
      <caption className="visually-hidden">{t('month.caption', { month: monthName(locale, month) })}</caption>
      <thead>
        <tr>
          {weekdayNames(locale).map(({ name, short }) => (
            <th key={name} scope="col">
              <span className="visually-hidden">{name}</span>
              <span aria-hidden="true">{short}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((day) => (
              <DayCell key={day.day} {...day} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ day, inMonth, today, sessions }: MonthDay) {
  const locale = useLocale();
  const t = useTranslations('sessions');
  const names = [!inMonth && 'month-out', today && 'month-today', sessions.length === 0 && 'month-bare'];
  return (
    <td className={names.filter(Boolean).join(' ') || undefined}>
      <time dateTime={day} className="month-day">
        <span className="visually-hidden">{longDay(locale, `${day}T12:00:00Z`)}</span>
        <span aria-hidden="true">{Number(day.slice(8))}</span>
        {today && <span className="visually-hidden"> ({t('month.today')})</span>}
      </time>
      {sessions.length > 0 && (
        <ul>
          {sessions.map((session) => (
            <li key={session.id} className={`month-item ${hueClass(session.topic.hue)}`}>
              <Link to={session.href} className={session.state === 'cancelled' ? 'session-off' : undefined}>
                <bdi dir="ltr">{clockTime(locale, session.startsAt)}</bdi>{' '}
                <bdi dir={session.titleDir}>{session.title}</bdi>
                {session.state === 'cancelled' && ` (${t('cancelled')})`}
              </Link>
              <StrictLabel label={session.label} />
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}

/** There is little room: what anybody or every member may see goes without a label. */
function StrictLabel({ label }: { label: Label }) {
  return label === 'CLEAR' || label === 'GREEN' ? null : <LabelBadge label={label} />;
}
