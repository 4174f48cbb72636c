import { useTranslations } from '#app/i18n/translations';
import { hueClass } from '#app/ui/forum/hue';
import { drawSeats, SEATS_BOX, type SeatCounts } from '#app/ui/sessions/seat-drawing';

export interface SessionSeats extends SeatCounts {
  waiting: number;
  /** How many were there, once it is over and noted. */
  attended: number | null;
}

export interface SessionRingProps {
  seats: SessionSeats;
  /** A topic's hue: `cloud`, `cyber`, `digital` or `neutral`. */
  hue: string;
  sizePx: number;
  /** The number of those who come stands in the middle; too small to read below some 100 px. */
  numbered?: boolean;
  /** True where the same is said in words beside it. */
  decorative?: boolean;
}

const FREE_WIDTH = 1.8;
const MAYBE_WIDTH = 2.4;

/** The table of a session: its places as seats, filled by those who come, the hosts in the topic's colour. */
export function SessionRing({ seats, hue, sizePx, numbered = false, decorative = false }: SessionRingProps) {
  const words = useSeatWords();
  const going = seats.attended ?? seats.going;
  const drawn = drawSeats(
    seats.attended === null ? seats : { hosts: 0, going, maybe: 0, capacity: Math.max(1, going) },
  );
  const label = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words(seats) };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden where the words stand beside it.
    <svg
      className={`table-ring ${hueClass(hue)}`}
      width={sizePx}
      height={sizePx}
      viewBox={`0 0 ${SEATS_BOX} ${SEATS_BOX}`}
      strokeLinecap={drawn.cap}
      {...label}
    >
      {drawn.free && <path className="ring-free" strokeWidth={FREE_WIDTH} d={drawn.free} />}
      {drawn.maybe && <path strokeWidth={MAYBE_WIDTH} d={drawn.maybe} />}
      {drawn.taken && <path strokeWidth={drawn.width} d={drawn.taken} />}
      {drawn.hosts && <path className="ring-asked" strokeWidth={drawn.width} d={drawn.hosts} />}
      <circle className="ring-table" cx={24} cy={24} r={12} strokeWidth={1.2} />
      {numbered && (
        <text className="ring-number" x={24} y={24} textAnchor="middle" dominantBaseline="central">
          {going}
        </text>
      )}
    </svg>
  );
}

/** What the ring shows, in words. */
export function useSeatWords(): (seats: SessionSeats) => string {
  const t = useTranslations('sessions.ring');
  return ({ hosts, going, maybe, capacity, waiting, attended }) =>
    (attended === null
      ? [
          capacity === null ? t('going', { count: going }) : t('goingOf', { count: going, capacity }),
          maybe > 0 && t('maybe', { count: maybe }),
          waiting > 0 && t('waiting', { count: waiting }),
          hosts > 0 && t('hosts', { count: hosts }),
        ]
      : [t('attended', { count: attended })]
    )
      .filter((part) => part !== false)
      .join(' · ');
}
