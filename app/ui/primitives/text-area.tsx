import { type ComponentProps, forwardRef, useState } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { controlAttributes, Field, type FieldFrame } from '#app/ui/primitives/field';
import { Icon } from '#app/ui/primitives/icon';
import type { IconName } from '#app/ui/primitives/icon-names';

export type TextDirection = 'auto' | 'rtl' | 'ltr';

const NEXT: Record<TextDirection, TextDirection> = { auto: 'rtl', rtl: 'ltr', ltr: 'auto' };
const ICON: Record<TextDirection, IconName> = { auto: 'pilcrow-right', rtl: 'pilcrow-left', ltr: 'pilcrow-right' };

/** Changes the direction of the box it stands over: automatic, right to left, left to right, and around. */
export function DirectionSwitch({
  value,
  onChange,
}: {
  value: TextDirection;
  onChange: (value: TextDirection) => void;
}) {
  const t = useTranslations('ui');
  const words = { auto: t('directionAuto'), rtl: t('directionRtl'), ltr: t('directionLtr') };
  return (
    <button
      type="button"
      className="btn btn-quiet btn-sm js-only"
      title={`${t('direction')}: ${words[value]}`}
      onClick={() => onChange(NEXT[value])}
    >
      <Icon name={ICON[value]} />
      <span className="visually-hidden">
        {t('direction')}: {words[value]}
      </span>
    </button>
  );
}

export type TextBoxProps = Omit<ComponentProps<'textarea'>, 'className'>;

/** The bare box. Direction follows what is typed. */
export const TextBox = forwardRef<HTMLTextAreaElement, TextBoxProps>(function TextBox(props, ref) {
  return <textarea ref={ref} dir="auto" rows={6} {...props} className="input" />;
});

export type TextAreaProps = FieldFrame &
  Omit<TextBoxProps, 'id' | 'name' | 'required' | 'children' | 'dir'> & { directionSwitch?: boolean };

export function TextArea({ directionSwitch = false, ...props }: TextAreaProps) {
  const [direction, setDirection] = useState<TextDirection>('auto');
  const { name, id, label, hint, errors, optional, labelHidden, ...control } = props;
  const frame: FieldFrame = {
    name,
    label,
    hint,
    errors,
    ...(id && { id }),
    ...(optional && { optional }),
    ...(labelHidden && { labelHidden }),
  };
  return (
    <Field {...frame}>
      {directionSwitch && <DirectionSwitch value={direction} onChange={setDirection} />}
      <TextBox {...control} {...controlAttributes(frame)} dir={direction} />
    </Field>
  );
}
