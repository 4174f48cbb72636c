import type { ReactNode } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { Icon } from '#app/ui/primitives/icon';

/** A message key of namespace `errors` with its values, as `FormReply` carries them. */
export interface FieldError {
  key: string;
  values?: Record<string, string | number>;
}

export interface FieldFrame {
  /** The field's name in the form; its id is `field-<name>` unless `id` is given. */
  name: string;
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  errors?: FieldError[] | undefined;
  /** Marks the field as one that may stay empty. */
  optional?: boolean;
  /** The label is read aloud only, for a field whose place says what it is. */
  labelHidden?: boolean;
}

/** Turns an error into words. A key the catalogue lacks is said as "invalid" rather than shown. */
export function useErrorText(): (error: FieldError) => string {
  const t = useTranslations('errors');
  return ({ key, values }) => (t.has(key as never) ? t(key as never, values as never) : t('invalid'));
}

export function fieldId({ id, name }: { id?: string | undefined; name: string }): string {
  return id ?? `field-${name}`;
}

/** The attributes that tie a control to its label, hint and errors. */
export function controlAttributes(field: FieldFrame) {
  const id = fieldId(field);
  const invalid = hasErrors(field);
  const described = [field.hint ? `${id}-hint` : '', invalid ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    name: field.name,
    required: !field.optional,
    'aria-invalid': invalid || undefined,
    'aria-describedby': described || undefined,
  };
}

function hasErrors({ errors }: Pick<FieldFrame, 'errors'>): boolean {
  return errors !== undefined && errors.length > 0;
}

/** Label, hint, errors, then the control. */
export function Field({ children, ...field }: FieldFrame & { children: ReactNode }) {
  const id = fieldId(field);
  return (
    <div className={hasErrors(field) ? 'field field-invalid' : 'field'}>
      <label htmlFor={id} className={field.labelHidden ? 'visually-hidden' : 'field-label'}>
        {field.label}
        {field.optional && !field.labelHidden && <Optional />}
      </label>
      <FieldNotes {...field} />
      {children}
    </div>
  );
}

/** The same for a group of choices. */
export function FieldGroup({ children, ...field }: FieldFrame & { children: ReactNode }) {
  const id = fieldId(field);
  const described = [field.hint ? `${id}-hint` : '', hasErrors(field) ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={hasErrors(field) ? 'field field-invalid' : 'field'}
      aria-describedby={described || undefined}
    >
      <legend className={field.labelHidden ? 'visually-hidden' : 'field-label'}>
        {field.label}
        {field.optional && <Optional />}
      </legend>
      <FieldNotes {...field} />
      {children}
    </fieldset>
  );
}

function Optional() {
  const t = useTranslations('ui');
  return <span className="optional"> ({t('optional')})</span>;
}

function FieldNotes(field: FieldFrame) {
  const id = fieldId(field);
  const errorText = useErrorText();
  return (
    <>
      {field.hint && (
        <div id={`${id}-hint`} className="field-hint">
          {field.hint}
        </div>
      )}
      {hasErrors(field) && (
        <div id={`${id}-error`}>
          {field.errors?.slice(0, 1).map((error) => (
            <p key={error.key} className="field-error">
              <Icon name="circle-exclamation-point" />
              {errorText(error)}
            </p>
          ))}
        </div>
      )}
    </>
  );
}
