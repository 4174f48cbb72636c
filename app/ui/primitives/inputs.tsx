import type { ComponentProps } from 'react';
import { controlAttributes, Field, type FieldFrame } from '#app/ui/primitives/field';
import { Icon } from '#app/ui/primitives/icon';

type Own = 'id' | 'name' | 'className' | 'required' | 'children';

/** Splits a field's props into those of its frame and those of the control. */
function split<T extends FieldFrame>(props: T) {
  const { name, id, label, hint, errors, optional, labelHidden, ...control } = props;
  return { frame: { name, id, label, hint, errors, optional, labelHidden } as FieldFrame, control };
}

export type TextInputProps = FieldFrame & Omit<ComponentProps<'input'>, Own>;

/** One line. Its direction follows what is typed; addresses, codes and passwords are always left to right. */
export function TextInput(props: TextInputProps) {
  const { frame, control } = split(props);
  const leftToRight = ['email', 'password', 'url', 'tel'].includes(control.type ?? 'text');
  return (
    <Field {...frame}>
      <input
        type="text"
        dir={leftToRight ? 'ltr' : 'auto'}
        {...control}
        {...controlAttributes(frame)}
        className="input"
      />
    </Field>
  );
}

export type SelectOption = { value: string; label: string; disabled?: boolean };
export type SelectProps = FieldFrame & Omit<ComponentProps<'select'>, Own> & { options: readonly SelectOption[] };

export function Select(props: SelectProps) {
  const { frame, control } = split(props);
  const { options, ...rest } = control;
  return (
    <Field {...frame}>
      <SelectBox {...rest} {...controlAttributes(frame)} options={options} />
    </Field>
  );
}

/** The box alone, for a bar where the label stands elsewhere. */
export function SelectBox({ options, ...rest }: ComponentProps<'select'> & { options: readonly SelectOption[] }) {
  return (
    <span className="select">
      <select {...rest} className="input">
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </span>
  );
}
