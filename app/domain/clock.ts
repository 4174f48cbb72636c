/** The only reader of the system clock. Tests set it. */
let source: () => number = Date.now;

/** The current instant. */
export function now(): Date {
  return new Date(source());
}

/** Replaces the clock (tests only); call without an argument to put the system clock back. */
export function setClock(next?: () => number): void {
  source = next ?? Date.now;
}
