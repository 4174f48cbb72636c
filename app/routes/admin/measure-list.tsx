import type { ReactNode } from 'react';
import type { MeasureView } from '#app/domain/measures/model';
import { longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { Badge } from '#app/ui/primitives/text';

export type ListedMeasure = MeasureView & { takenBy?: string | null; answeredBy?: string | null };

interface MeasureListProps {
  measures: ListedMeasure[];
  none: string;
  /** What can be done about one. */
  children?: (measure: ListedMeasure) => ReactNode;
}

const TONES = { warning: 'warning', silence: 'warning', suspension: 'danger' } as const;

/** Measures, latest first, each with its reason, its appeal and the answer. */
export function MeasureList({ measures, none, children }: MeasureListProps) {
  const t = useTranslations('measures');
  if (measures.length === 0) {
    return <p className="facts">{none}</p>;
  }
  return (
    <ul className="rows">
      {measures.map((measure) => (
        <li key={measure.id} className="notice">
          <div className="cluster">
            <Badge tone={TONES[measure.kind]}>{t(`kinds.${measure.kind}`)}</Badge>
            {measure.ended && <Badge>{t('ended')}</Badge>}
          </div>
          <MeasureFacts measure={measure} />
          <p dir="auto">{measure.reason}</p>
          {measure.appeal !== null && (
            <p dir="auto">
              <strong>{t('appealed')}:</strong> {measure.appeal}
            </p>
          )}
          {measure.answer !== null && (
            <p dir="auto">
              <strong>
                {t('answer')}: {t(measure.answer)}.
              </strong>{' '}
              {measure.answerReason}
            </p>
          )}
          {children?.(measure)}
        </li>
      ))}
    </ul>
  );
}

function MeasureFacts({ measure }: { measure: ListedMeasure }) {
  const locale = useLocale();
  const t = useTranslations('measures');
  const day = (iso: string) => longDay(locale, iso);
  // A day that ends at midnight is the one before it.
  const last = measure.until && day(new Date(Date.parse(measure.until) - 1).toISOString());
  const facts = [
    day(measure.takenAt),
    measure.takenBy && t('by', { name: measure.takenBy }),
    last ? t('until', { day: last }) : measure.kind === 'suspension' && t('noUntil'),
    measure.readAt ? t('read', { date: day(measure.readAt) }) : t('notRead'),
  ];
  return (
    <p className="facts">
      {facts.filter(Boolean).map((fact, index) => (
        <span key={String(fact)}>
          {index > 0 && ' · '}
          <bdi>{fact}</bdi>
        </span>
      ))}
    </p>
  );
}
