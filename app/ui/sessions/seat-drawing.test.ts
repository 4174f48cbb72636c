import { describe, expect, test } from 'vitest';
import { drawSeats, type SeatCounts } from '#app/ui/sessions/seat-drawing';

function count(counts: Partial<SeatCounts>) {
  const drawing = drawSeats({ hosts: 0, going: 0, maybe: 0, capacity: null, ...counts });
  const seats = (path: string) => (path.match(/M/g) ?? []).length;
  return {
    hosts: seats(drawing.hosts),
    taken: seats(drawing.taken),
    maybe: seats(drawing.maybe),
    free: seats(drawing.free),
  };
}

describe('the table of a session', () => {
  test('has a seat for each place, the hosts beside them', () => {
    expect(count({ hosts: 1, going: 5, capacity: 20 })).toEqual({ hosts: 1, taken: 5, maybe: 0, free: 15 });
    expect(count({ hosts: 2, going: 20, capacity: 20 })).toEqual({ hosts: 2, taken: 20, maybe: 0, free: 0 });
  });

  test('without a number of places always has room for one more', () => {
    expect(count({ hosts: 1 })).toEqual({ hosts: 1, taken: 0, maybe: 0, free: 11 });
    expect(count({ going: 30, maybe: 2 })).toEqual({ hosts: 0, taken: 30, maybe: 2, free: 2 });
  });

  test('a large table is drawn in proportion, and whoever is there is never left out', () => {
    const drawn = count({ hosts: 1, going: 250, capacity: 500 });
    expect(drawn.hosts).toBe(1);
    expect(drawn.hosts + drawn.taken + drawn.free).toBe(48);
    expect(drawn.taken).toBe(24);
  });

  test('over its capacity it has no free seats, and no place is drawn beyond the circle', () => {
    expect(count({ going: 8, capacity: 5 })).toEqual({ hosts: 0, taken: 8, maybe: 0, free: 0 });
    expect(count({ capacity: 1 })).toEqual({ hosts: 0, taken: 0, maybe: 0, free: 1 });
  });
});
