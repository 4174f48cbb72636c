import { useTranslations } from '#app/i18n/translations';
import { hueClass } from '#app/ui/forum/hue';
import {
  drawLoadingSeats,
  drawRing,
  LOGO_SEATS,
  RING_BOX,
  RING_STROKES,
  type RingState,
  type Seat,
} from '#app/ui/forum/ring-drawing';

const BOX = `0 0 ${RING_BOX} ${RING_BOX}`;

export interface RingProps {
  seats: readonly Seat[];
  state: RingState;
  /** A topic's hue: `cloud`, `cyber`, `digital` or `neutral`. */
  hue: string;
  /** From 24 px in a row to 120 px beside a thread. */
  sizePx: number;
  /** True where the same is said in words beside it. */
  decorative?: boolean;
}

/** The table: a seat for each authority, the state in the middle. */
export function Ring({ seats, state, hue, sizePx, decorative = false }: RingProps) {
  const words = useRingWords();
  const drawing = drawRing(seats);
  const label = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words(seats, state) };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden where the words stand beside it.
    <svg
      className={`table-ring ${hueClass(hue)}`}
      width={sizePx}
      height={sizePx}
      viewBox={BOX}
      strokeLinecap={drawing.cap}
      {...label}
    >
      {drawing.free && <path className="ring-free" strokeWidth={RING_STROKES.free} d={drawing.free} />}
      {drawing.same && <path strokeWidth={drawing.light} d={drawing.same} />}
      {drawing.answered && <path strokeWidth={drawing.heavy} d={drawing.answered} />}
      {drawing.asked && <path className="ring-asked" strokeWidth={drawing.heavy} d={drawing.asked} />}
      <RingCentre state={state} />
    </svg>
  );
}

function RingCentre({ state }: { state: RingState }) {
  if (state === 'answered') {
    return (
      <>
        <circle className="ring-done" cx={24} cy={24} r={10.5} />
        <path className="ring-check" strokeWidth={2.6} strokeLinecap="round" d="M19 24.4l3.4 3.4 6.6-7" />
      </>
    );
  }
  return (
    <>
      <circle
        className={state === 'open' ? 'ring-waiting' : 'ring-table'}
        cx={24}
        cy={24}
        r={9.6}
        strokeWidth={state === 'open' ? 2.4 : 1.8}
      />
      {state === 'discussion' && (
        <path strokeWidth={2.8} strokeLinecap="round" d="M19.2 24h.01M24 24h.01M28.8 24h.01" />
      )}
    </>
  );
}

/** What the ring shows, in words: how many are at the table and what part they play, then the state. */
export function useRingWords(): (seats: readonly Seat[], state: RingState) => string {
  const t = useTranslations('ring');
  return (seats, state) => {
    const count = (part: Seat['part']) => seats.filter((seat) => seat.part === part).length;
    const parts = [
      count('asked') > 0 && t('asked', { count: count('asked') }),
      count('answered') > 0 && t('answered', { count: count('answered') }),
      count('same') > 0 && t('same', { count: count('same') }),
    ].filter((part) => part !== false);
    const states = { open: t('stateOpen'), answered: t('stateAnswered'), discussion: t('stateDiscussion') };
    const seated = t('seats', { count: seats.length });
    return `${states[state]}. ${parts.length > 0 ? `${seated}: ${parts.join(', ')}` : seated}.`;
  };
}

/** The loading state: one seat after another; all at once, still, with reduced motion. Says so to a screen reader. */
export function RingLoading({ sizePx = 48 }: { sizePx?: number }) {
  const t = useTranslations('ring');
  return (
    <span role="status">
      <svg
        className="table-ring ring-loading"
        width={sizePx}
        height={sizePx}
        viewBox={BOX}
        strokeLinecap="round"
        aria-hidden="true"
      >
        {drawLoadingSeats().map((seat) => (
          <path key={seat} strokeWidth={RING_STROKES.heavy} d={seat} />
        ))}
        <circle className="ring-table" cx={24} cy={24} r={9.7} strokeWidth={1.6} />
      </svg>
      <span className="visually-hidden">{t('loading')}</span>
    </span>
  );
}

/** The empty state: a table with every seat free. */
export function RingEmpty({ sizePx = 96 }: { sizePx?: number }) {
  return (
    <svg
      className="table-ring hue-neutral"
      width={sizePx}
      height={sizePx}
      viewBox={BOX}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path strokeWidth={2.2} className="ring-free" d={drawLoadingSeats().join('')} />
      <circle className="ring-table" cx={24} cy={24} r={9.7} strokeWidth={1.6} />
    </svg>
  );
}

/** The logo, drawn like every other ring. */
export function RingLogo({ sizePx = 28 }: { sizePx?: number }) {
  const drawing = drawRing(LOGO_SEATS, 0);
  return (
    <svg
      className="table-ring ring-logo"
      width={sizePx}
      height={sizePx}
      viewBox={BOX}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path strokeWidth={drawing.heavy} d={drawing.answered} />
      <path className="ring-asked" strokeWidth={drawing.heavy} d={drawing.asked} />
      <circle cx={24} cy={24} r={9} strokeWidth={3} />
    </svg>
  );
}
