import type { Employment } from '#app/domain/members/model';

/**
 * What "organization" means for TLP:AMBER+STRICT (DOMAIN 3). `authority`, the default: everybody who serves the
 * authority, outsourced people included. `employees`: an outsourced member is not of it, and sees what they wrote or
 * what is for them by name.
 */
export const READINGS = ['authority', 'employees'] as const;
export type Reading = (typeof READINGS)[number];

/** The row of the setting, which some read beside something else. */
export const READING_SETTING = 'organization.reading';
export const STATEMENT_MAX_CHARS = 500;

/** The reading a stored value says; the default for none, and for anything that is none. */
export function readingOf(stored: string | null | undefined): Reading {
  return READINGS.find((reading) => reading === stored) ?? 'authority';
}

/** What a viewer is marked with who serves authorities without being of them. */
export function outsideMark(reading: Reading, employment: Employment): { outsideOrganization?: true } {
  return reading === 'employees' && employment === 'outsourced' ? { outsideOrganization: true } : {};
}
