import { inspect, isDeepStrictEqual } from 'node:util';

/** A check that failed, with what it expected and what it found. */
export class Difference extends Error {
  override name = 'Difference';

  constructor(what: string, expected: string, found: unknown) {
    super(`${what}: expected ${expected}, found ${show(found)}`);
  }
}

/** Throws unless both are the same, down to the last part. */
export function expectSame(what: string, found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected)) {
    throw new Difference(what, show(expected), found);
  }
}

export function expectIncludes(what: string, found: readonly unknown[], ...expected: unknown[]): void {
  if (!expected.every((one) => found.includes(one))) {
    throw new Difference(what, `${expected.map(show).join(' and ')} among them`, found);
  }
}

export function expectLacks(what: string, found: readonly unknown[], unwanted: unknown): void {
  if (found.includes(unwanted)) {
    throw new Difference(what, `no ${show(unwanted)}`, found);
  }
}

export function expectAtLeast(what: string, found: number, least: number): void {
  if (!(found >= least)) {
    throw new Difference(what, `at least ${least}`, found);
  }
}

/** Throws unless the work fails with a message that holds the text. */
export async function expectFailure(what: string, work: Promise<unknown>, message: string): Promise<void> {
  const failure = await work.then(
    () => null,
    (error: unknown) => String(error),
  );
  if (failure === null || !failure.includes(message)) {
    throw new Difference(what, `a failure that says "${message}"`, failure);
  }
}

function show(value: unknown): string {
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 6, maxArrayLength: 20, maxStringLength: 200 });
}
