/** The seats of a session's table as SVG path data in a square of `SEATS_BOX`. */
export interface SeatDrawing {
  hosts: string;
  taken: string;
  maybe: string;
  free: string;
  /** Stroke width of taken seats; free ones are thinner. */
  width: number;
  cap: 'round' | 'butt';
}

export interface SeatCounts {
  hosts: number;
  going: number;
  maybe: number;
  /** Null: as many as come. */
  capacity: number | null;
}

export const SEATS_BOX = 48;
const CENTRE = SEATS_BOX / 2;
const RADIUS = 20;
const FULL_TURN = Math.PI * 2;
/** A table without a number of places is drawn at least so large. */
const OPEN_TABLE = 12;
/** Beyond these a seat is no longer one person: the arcs show the shares. */
const SEATS_DRAWN = 48;
/** From here on seats are the marks of a dial. */
const ROUND_UNTIL = 18;

/**
 * A seat for each place: hosts at the top, then clockwise those who come, those who may, then the free ones. A table of
 * more than `SEATS_DRAWN` places is drawn in proportion.
 */
export function drawSeats({ hosts, going, maybe, capacity }: SeatCounts): SeatDrawing {
  const people = hosts + going + maybe;
  // Hosts do not take from the places.
  const wanted = Math.max(people, capacity === null ? Math.max(OPEN_TABLE, people + 2) : capacity + hosts);
  const share = Math.min(1, SEATS_DRAWN / wanted);
  const seats = Math.round(wanted * share);
  const scaled = (count: number): number => (count === 0 ? 0 : Math.max(1, Math.round(count * share)));
  const kinds = [
    ...Array<'hosts'>(scaled(hosts)).fill('hosts'),
    ...Array<'taken'>(scaled(going)).fill('taken'),
    ...Array<'maybe'>(scaled(maybe)).fill('maybe'),
  ].slice(0, seats);
  const round = seats <= ROUND_UNTIL;
  const slot = FULL_TURN / Math.max(seats, 1);
  const width = round ? Math.min(5.4, slot * RADIUS * 0.62) : 5.4;
  // A round seat is as long as it is wide and a bit; a mark fills most of its slot.
  const half = round ? Math.min(0.09, slot * 0.16) : slot * 0.34;
  const drawing: SeatDrawing = {
    hosts: '',
    taken: '',
    maybe: '',
    free: '',
    width: hundredth(width),
    cap: round ? 'round' : 'butt',
  };
  for (let index = 0; index < seats; index += 1) {
    const middle = -Math.PI / 2 + index * slot;
    drawing[kinds[index] ?? 'free'] += arc(middle - half, middle + half);
  }
  return drawing;
}

function arc(from: number, to: number): string {
  return `M${point(from)}A${RADIUS} ${RADIUS} 0 0 1 ${point(to)}`;
}

function point(angle: number): string {
  return `${hundredth(CENTRE + RADIUS * Math.cos(angle))} ${hundredth(CENTRE + RADIUS * Math.sin(angle))}`;
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
