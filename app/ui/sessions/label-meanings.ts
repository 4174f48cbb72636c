import type { Label } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';

/** Who sees a session of each label: beside the author's authority there are recipients (DOMAIN 3). */
export function useLabelMeanings(): Readonly<Record<Label, string>> {
  const labels = useTranslations('labels');
  const t = useTranslations('sessions.sees');
  return {
    CLEAR: labels('CLEAR'),
    GREEN: labels('GREEN'),
    AMBER: t('AMBER'),
    AMBER_STRICT: t('AMBER'),
    RED: t('RED'),
  };
}
