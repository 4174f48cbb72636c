import { notFound } from '#app/domain/errors';

/** The id in a path. Anything but a whole number that the database can hold is simply not there (404). */
export function idParam(value: string | undefined): number {
  if (!value || !/^[1-9]\d{0,9}$/.test(value) || Number(value) > 2_147_483_647) {
    throw notFound();
  }
  return Number(value);
}

/** One of the known values of a query field; anything else counts as not given. */
export function oneOf<const T extends string>(values: readonly T[], value: string | null): T | undefined {
  return values.find((known) => known === value);
}

/** A page number in a query, from 1; 1 for anything else. */
export function pageNumber(value: string | null): number {
  return value && /^[1-9]\d{0,4}$/.test(value) ? Number(value) : 1;
}
