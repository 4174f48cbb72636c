import { describe, expect, it } from 'vitest';
import { drawRing, type Seat } from '#app/ui/forum/ring-drawing';

const seat = (part: Seat['part'], size: Seat['size'] = 'medium'): Seat => ({ part, size });
const marks = (path: string): number => path.split('M').length - 1;

describe('drawRing', () => {
  it('draws one mark for each seat, by the part it plays', () => {
    const drawing = drawRing([seat('same'), seat('answered'), seat('asked'), seat('answered')]);
    expect([marks(drawing.asked), marks(drawing.answered), marks(drawing.same)]).toEqual([1, 2, 1]);
  });

  it('makes a small table up with free seats, and leaves none at a full one', () => {
    expect(marks(drawRing([]).free)).toBe(9);
    expect(marks(drawRing([seat('asked', 'small')]).free)).toBe(8);
    expect(drawRing(Array.from({ length: 20 }, () => seat('answered'))).free).toBe('');
  });

  it('puts who asked at the top, whatever the order given', () => {
    expect(drawRing([seat('answered', 'small'), seat('asked', 'small')]).asked).toBe('M24 4h.01');
  });

  it('gives a bigger authority a wider seat', () => {
    expect(drawRing([seat('asked', 'small')]).asked).toContain('h.01');
    expect(drawRing([seat('asked', 'large')]).asked).toContain('A20');
  });

  it('turns into a dial when the seats no longer fit, and stays inside its circle', () => {
    const drawing = drawRing(Array.from({ length: 60 }, (_, index) => seat(index === 0 ? 'asked' : 'same', 'large')));
    expect(drawing.cap).toBe('butt');
    expect(marks(drawing.same)).toBe(59);
    const numbers = [...drawing.same.matchAll(/M([\d.]+) ([\d.]+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(44);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(4);
  });
});
