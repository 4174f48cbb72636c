const SHORTEST_WORD = 5;
/** From this length on two mistakes are forgiven. */
const TWO_MISTAKES_LENGTH = 9;
const LETTERS_ONLY = /^\p{L}+$/u;

/** How many mistakes a word may hold and still be taken for another: none in short ones, numbers and mixtures. */
export function mistakesForgiven(word: string): 0 | 1 | 2 {
  if (word.length < SHORTEST_WORD || !LETTERS_ONLY.test(word)) {
    return 0;
  }
  return word.length >= TWO_MISTAKES_LENGTH ? 2 : 1;
}

/**
 * How many letters must be changed, added, left out or swapped with their neighbour to make one word of the other;
 * `limit + 1` when it is more than the limit.
 */
export function distanceWithin(one: string, other: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) {
      return limit + 1;
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(last[other.length] ?? 0, limit + 1);
}
