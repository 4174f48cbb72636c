/** A seat at the table: an authority, by its size band and the part it plays. */
export interface Seat {
  size: 'small' | 'medium' | 'large';
  part: 'asked' | 'answered' | 'same';
  name?: string;
}

/** What stands in the middle: a question waiting, a question answered, a discussion. */
export type RingState = 'open' | 'answered' | 'discussion';

/** The seats as SVG path data in a square of `RING_BOX`, with the stroke widths to draw them in. */
export interface RingDrawing {
  asked: string;
  answered: string;
  same: string;
  free: string;
  heavy: number;
  light: number;
  cap: 'round' | 'butt';
}

export const RING_BOX = 48;
const CENTRE = RING_BOX / 2;
const RADIUS = 20;
const HEAVY = 5.4;
const LIGHT = 2.2;
const FREE_DOT = 2.6;
const GAP = 0.16;
const FREE_WIDTH = 0.27;
const FULL_TURN = Math.PI * 2;
/** How much longer than a dot a seat is, in radians along the table. */
const LENGTH = { small: 0, medium: 0.2, large: 0.44 } as const;
/** Below this the seats no longer fit as rounded chairs and become the marks of a dial. */
const ROUND_UNTIL = 0.62;
/** A table is never drawn smaller: free seats make it up to this. */
const TABLE_SEATS = 9;
const PARTS = ['asked', 'answered', 'same'] as const;

function point(angle: number): string {
  const x = CENTRE + RADIUS * Math.cos(angle);
  const y = CENTRE + RADIUS * Math.sin(angle);
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A stroke along the circle; a dot when it has no length. */
function stroke(from: number, to: number): string {
  if (to - from < 0.02) {
    return `M${point((from + to) / 2)}h.01`;
  }
  return `M${point(from)}A${RADIUS} ${RADIUS} 0 0 1 ${point(to)}`;
}

/**
 * Places the seats around the table: who asked at the top, then clockwise who answered, then who has the same question,
 * then free seats for whoever comes next. A bigger authority has a wider seat. Seats shrink when the table fills, and
 * from about thirty on they are drawn as the marks of a dial, whose arcs show the shares.
 */
export function drawRing(seats: readonly Seat[], tableSeats = TABLE_SEATS): RingDrawing {
  const ordered = PARTS.flatMap((part) => seats.filter((seat) => seat.part === part));
  const cap = HEAVY / 2 / RADIUS;
  const widths = ordered.map((seat) => 2 * cap + LENGTH[seat.size]);
  const wanted = widths.reduce((sum, width) => sum + width + GAP, 0);
  const scale = Math.min(1, FULL_TURN / wanted);
  const dial = scale < ROUND_UNTIL;
  const room = Math.floor((FULL_TURN - wanted) / (FREE_WIDTH + GAP));
  const free = Math.max(0, Math.min(room, tableSeats - ordered.length));
  const slack = scale < 1 ? 0 : FULL_TURN - wanted - free * (FREE_WIDTH + GAP);
  const gap = (GAP + slack / Math.max(1, ordered.length + free)) * scale;
  const drawing: RingDrawing = {
    asked: '',
    answered: '',
    same: '',
    free: '',
    heavy: dial ? HEAVY : round(HEAVY * scale),
    light: dial ? LIGHT : Math.max(1.6, round(LIGHT * scale)),
    cap: dial ? 'butt' : 'round',
  };
  let angle = -Math.PI / 2 - ((widths[0] ?? FREE_WIDTH) * scale) / 2;
  ordered.forEach((seat, index) => {
    const width = (widths[index] ?? 0) * scale;
    const inset = dial ? width * 0.08 : cap * scale;
    drawing[seat.part] += stroke(angle + inset, angle + width - inset);
    angle += width + gap;
  });
  for (let index = 0; index < free; index += 1) {
    const middle = angle + FREE_WIDTH / 2;
    drawing.free += stroke(middle, middle);
    angle += FREE_WIDTH + gap;
  }
  return drawing;
}

/** Eight equal seats, each a path of its own, for the loading ring. */
export function drawLoadingSeats(): string[] {
  return Array.from({ length: 8 }, (_, index) => {
    const middle = -Math.PI / 2 + (index * FULL_TURN) / 8;
    return stroke(middle - 0.13, middle + 0.13);
  });
}

export const RING_STROKES = { heavy: HEAVY, light: LIGHT, free: FREE_DOT } as const;

/** The seats of the logo: one asks, the table listens. */
export const LOGO_SEATS: readonly Seat[] = Array.from({ length: 8 }, (_, index) => ({
  size: 'medium',
  part: index === 0 ? 'asked' : 'answered',
}));
