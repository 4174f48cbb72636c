import { useTranslations } from 'use-intl';
import type { Label } from '#app/domain/labels';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { type FieldError, FieldGroup } from '#app/ui/primitives/field';

export interface LabelPickerProps {
  /** The labels that may be chosen, loosest first. */
  labels: readonly Label[];
  defaultValue: string;
  name?: string;
  id?: string;
  errors?: FieldError[] | undefined;
  /** Shown as a line that opens, for a reply that mostly keeps the thread's label. */
  folded?: boolean;
}

/** Who may see it: each label with its meaning in plain words. Comes before anything is written. */
export function LabelPicker({ labels, defaultValue, name = 'label', id, errors, folded = false }: LabelPickerProps) {
  const t = useTranslations('labels');
  const groupId = id ?? `field-${name}`;
  const options = (
    <div className="label-picker">
      {labels.map((label) => (
        <label key={label} className="label-option">
          <input type="radio" name={name} value={label} defaultChecked={label === defaultValue} required />
          <span>
            <LabelBadge label={label} />
          </span>
          <span className="who">{t(label)}</span>
        </label>
      ))}
    </div>
  );
  const chosen = labels.find((label) => label === defaultValue);
  if (folded && chosen && !errors?.length) {
    return (
      <details className="label-folded">
        <summary>
          <LabelBadge label={chosen} />
          <span>{t(chosen)}</span>
          <span className="quiet-link">{t('change')}</span>
        </summary>
        <FieldGroup name={name} id={groupId} label={t('legend')} labelHidden errors={errors}>
          {options}
        </FieldGroup>
      </details>
    );
  }
  return (
    <FieldGroup name={name} id={groupId} label={t('legend')} hint={t('hint')} errors={errors}>
      {options}
    </FieldGroup>
  );
}
