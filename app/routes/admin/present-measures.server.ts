import type { MeasureRecord } from '#app/domain/measures/queries.server';
import { localName } from '#app/domain/named';
import type { Locale } from '#app/i18n/locales';

/** Measures with the names of those who took and answered them in the reader's language. */
export function presentMeasures(measures: MeasureRecord[], locale: Locale) {
  return measures.map(({ takenBy, answeredBy, ...measure }) => ({
    ...measure,
    takenBy: takenBy && localName(takenBy, locale),
    answeredBy: answeredBy && localName(answeredBy, locale),
  }));
}
