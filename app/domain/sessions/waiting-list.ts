/** What somebody answered to an invitation; `waiting` is "going" with no place yet. */
export type ReplyState = 'going' | 'maybe' | 'no' | 'waiting';

/** What a member can ask for. Whether going means a place or a wait is not theirs to say. */
export type ReplyWish = Exclude<ReplyState, 'waiting'>;

/** Somebody who waits. */
export interface Waiting {
  id: number;
  /** Since when, in milliseconds: the first time they asked, as long as they did not leave the list. */
  since: number;
}

/** How full a session is. */
export interface Places {
  /** Null: as many as come. */
  capacity: number | null;
  /** Who has a place, the one who replies included. */
  going: number;
  /** Who waits, the one who replies included. */
  waiting: number;
}

/**
 * What a reply becomes. Whoever has a place keeps it, whoever waits keeps their turn. Nobody takes a free place past
 * those who wait for it.
 */
export function settleReply(wish: ReplyWish, current: ReplyState | null, places: Places): ReplyState {
  if (wish !== 'going') {
    return wish;
  }
  if (current === 'going' || current === 'waiting') {
    return current;
  }
  return places.waiting === 0 && freePlaces(places) > 0 ? 'going' : 'waiting';
}

/** How many places are free: never fewer than none, also when the capacity was lowered below who is going. */
export function freePlaces({ capacity, going }: Pick<Places, 'capacity' | 'going'>): number {
  return capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, capacity - going);
}

/**
 * Who moves up, in this order: those who wait longest, as many as places are free. To be asked after every reply and
 * every change of capacity. A capacity that is lowered takes nobody's place away; nobody moves up until it is undercut.
 */
export function whoMovesUp(waiting: readonly Waiting[], places: Pick<Places, 'capacity' | 'going'>): number[] {
  return [...waiting]
    .sort((a, b) => a.since - b.since || a.id - b.id)
    .slice(0, Math.min(waiting.length, freePlaces(places)))
    .map(({ id }) => id);
}

/** The turn of somebody who waits, from 1; null for who does not. */
export function turnOf(id: number, waiting: readonly Waiting[]): number | null {
  const turn = whoMovesUp(waiting, { capacity: null, going: 0 }).indexOf(id);
  return turn < 0 ? null : turn + 1;
}
