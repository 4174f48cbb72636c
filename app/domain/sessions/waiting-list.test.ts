import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  freePlaces,
  type ReplyState,
  type ReplyWish,
  settleReply,
  turnOf,
  type Waiting,
  whoMovesUp,
} from '#app/domain/sessions/waiting-list';

const WAITING: Waiting[] = [
  { id: 3, since: 30 },
  { id: 1, since: 20 },
  { id: 2, since: 20 },
];

test.each<[string, ReplyWish, ReplyState | null, number | null, number, number, ReplyState]>([
  ['the last place', 'going', null, 20, 19, 0, 'going'],
  ['no place', 'going', null, 20, 20, 0, 'waiting'],
  ['a free place that others wait for', 'going', null, 20, 19, 1, 'waiting'],
  ['no limit', 'going', null, null, 900, 0, 'going'],
  ['no places at all', 'going', null, 0, 0, 0, 'waiting'],
  ['going again', 'going', 'going', 20, 20, 5, 'going'],
  ['going again in a session grown too small', 'going', 'going', 10, 20, 5, 'going'],
  ['waiting and going again', 'going', 'waiting', 20, 20, 5, 'waiting'],
  ['maybe after all', 'going', 'maybe', 20, 20, 0, 'waiting'],
  ['maybe takes no place', 'maybe', 'going', 20, 20, 0, 'maybe'],
  ['no', 'no', 'waiting', 20, 20, 3, 'no'],
])('%s', (_name, wish, current, capacity, going, waiting, expected) => {
  expect(settleReply(wish, current, { capacity, going, waiting })).toBe(expected);
});

test('who moves up', () => {
  expect(whoMovesUp(WAITING, { capacity: 20, going: 20 })).toEqual([]);
  expect(whoMovesUp(WAITING, { capacity: 20, going: 18 })).toEqual([1, 2]);
  expect(whoMovesUp(WAITING, { capacity: 10, going: 18 })).toEqual([]);
  expect(whoMovesUp(WAITING, { capacity: null, going: 18 })).toEqual([1, 2, 3]);
  expect([1, 2, 3, 4].map((id) => turnOf(id, WAITING))).toEqual([1, 2, 3, null]);
  expect(freePlaces({ capacity: 10, going: 18 })).toBe(0);
});

describe('any replies and changes of capacity', () => {
  type Step = { member: number; wish: ReplyWish } | { capacity: number };
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ member: fc.nat(12), wish: fc.constantFrom<ReplyWish>('going', 'maybe', 'no') }),
    },
    { weight: 1, arbitrary: fc.record({ capacity: fc.nat(8) }) },
  );

  test('never more than the places, nobody overtaken, no place free while somebody waits', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.array(step, { maxLength: 60 }), (firstCapacity, steps) => {
        let capacity = firstCapacity;
        const states = new Map<number, { state: ReplyState; since: number }>();
        const those = (state: ReplyState) => [...states].filter(([, reply]) => reply.state === state);
        for (const [since, next] of steps.entries()) {
          const goingBefore = those('going').length;
          if ('capacity' in next) {
            capacity = next.capacity;
          } else {
            const current = states.get(next.member);
            const places = { capacity, going: goingBefore, waiting: those('waiting').length };
            const state = settleReply(next.wish, current?.state ?? null, places);
            states.set(next.member, { state, since: current?.state === state ? current.since : since });
          }
          const waiting = those('waiting').map(([id, reply]) => ({ id, since: reply.since }));
          const up = whoMovesUp(waiting, { capacity, going: those('going').length });
          const stay = waiting.filter(({ id }) => !up.includes(id));
          for (const id of up) {
            const reply = states.get(id);
            expect(stay.every((other) => reply !== undefined && reply.since <= other.since)).toBe(true);
            states.set(id, { state: 'going', since });
          }
          const going = those('going').length;
          expect(going).toBeLessThanOrEqual(Math.max(capacity, goingBefore));
          expect(those('waiting').length === 0 || going >= capacity).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
