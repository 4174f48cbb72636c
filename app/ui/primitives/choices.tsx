import type { ComponentProps, ReactNode } from 'react';
import { controlAttributes, type FieldFrame, FieldGroup, fieldId, useErrorText } from '#app/ui/primitives/field';
import { Icon } from '#app/ui/primitives/icon';

export type CheckboxProps = FieldFrame &
  Omit<ComponentProps<'input'>, 'id' | 'name' | 'type' | 'required' | 'children'> & { required?: boolean };

/** One box to tick. Never required unless it says so. */
export function Checkbox({ name, id, label, hint, errors, required = false, ...control }: CheckboxProps) {
  const errorText = useErrorText();
  const frame: FieldFrame = { name, label, hint, errors, optional: !required, ...(id ? { id } : {}) };
  const boxId = fieldId(frame);
  const invalid = errors !== undefined && errors.length > 0;
  return (
    <div className={invalid ? 'choice field-invalid' : 'choice'}>
      <input type="checkbox" {...control} {...controlAttributes(frame)} />
      <label htmlFor={boxId}>{label}</label>
      {hint && (
        <div id={`${boxId}-hint`} className="field-hint">
          {hint}
        </div>
      )}
      {invalid && (
        <div id={`${boxId}-error`} className="field-hint">
          {errors.slice(0, 1).map((error) => (
            <p key={error.key} className="field-error">
              <Icon name="circle-exclamation-point" />
              {errorText(error)}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export type RadioGroupProps = FieldFrame & {
  options: readonly RadioOption[];
  defaultValue?: string | undefined;
  /** Side by side, for two or three short choices. */
  inline?: boolean;
  onChange?: (value: string) => void;
};

export function RadioGroup({ options, defaultValue, inline = false, onChange, ...frame }: RadioGroupProps) {
  const id = fieldId(frame);
  return (
    <FieldGroup {...frame}>
      <div className={inline ? 'choices-inline' : undefined}>
        {options.map((option) => (
          <div key={option.value} className="choice">
            <input
              type="radio"
              id={`${id}-${option.value}`}
              name={frame.name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              disabled={option.disabled}
              required={!frame.optional}
              onChange={onChange ? () => onChange(option.value) : undefined}
              aria-describedby={option.hint ? `${id}-${option.value}-hint` : undefined}
            />
            <label htmlFor={`${id}-${option.value}`}>{option.label}</label>
            {option.hint && (
              <div id={`${id}-${option.value}-hint`} className="field-hint">
                {option.hint}
              </div>
            )}
          </div>
        ))}
      </div>
    </FieldGroup>
  );
}
