import type { Label } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';
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
  /** What the labels mean for the thing at hand, where it is not a thread. */
  meanings?: Readonly<Record<Label, string>>;
  /** What else there is to know of the labels. */
  note?: string | undefined;
  /** What is asked, where it is not the label of something that is being written. */
  asked?: string;
}

/** Who may see it: each label with its meaning in plain words. Comes before anything is written. */
export function LabelPicker({
  labels,
  defaultValue,
  name = 'label',
  id,
  errors,
  folded = false,
  meanings,
  note,
  asked,
}: LabelPickerProps) {
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
          <span className="who">{meanings?.[label] ?? t(label)}</span>
        </label>
      ))}
      {note && <p className="facts pt-2">{note}</p>}
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
    <FieldGroup
      name={name}
      id={groupId}
      label={asked ?? t('legend')}
      hint={asked ? undefined : t('hint')}
      errors={errors}
    >
      {options}
    </FieldGroup>
  );
}
