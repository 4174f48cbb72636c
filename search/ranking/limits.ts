export const LIMIT_MAX = 100;
export const DEFAULT_LIMIT = 20;

/** Numbers come from URLs: anything unusable is the default. */
export function wholeNumber(value: number | undefined, usual: number, most: number): number {
  return value === undefined || !Number.isFinite(value) ? usual : Math.min(most, Math.max(0, Math.floor(value)));
}
