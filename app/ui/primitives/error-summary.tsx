import { useEffect, useRef } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { type FieldError, useErrorText } from '#app/ui/primitives/field';

export interface ErrorSummaryProps {
  /** `FormReply.errors`: field name → messages; the empty name is the form as a whole. */
  errors: Record<string, FieldError[]> | undefined;
  /** Field name → its label. A field without one is listed by its message alone. */
  labels?: Record<string, string>;
  /** Field name → id of its control, where it is not `field-<name>`. */
  ids?: Record<string, string>;
}

/** What is wrong with the form, on top of it, each line a link to its field and to the first thing wrong there. Takes the focus when it appears. */
export function ErrorSummary({ errors, labels = {}, ids = {} }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const t = useTranslations('ui');
  const errorText = useErrorText();
  const lines = Object.entries(errors ?? {}).flatMap(([field, messages]) =>
    (field ? messages.slice(0, 1) : messages).map((message) => ({ field, message })),
  );
  useEffect(() => {
    if (errors) {
      box.current?.focus();
    }
  }, [errors]);
  if (lines.length === 0) {
    return null;
  }
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('errorTitle')}</h2>
      <ul>
        {lines.map(({ field, message }) => {
          const text = labels[field] ? `${labels[field]}: ${errorText(message)}` : errorText(message);
          return (
            <li key={`${field} ${message.key}`}>
              {field ? <a href={`#${ids[field] ?? `field-${field}`}`}>{text}</a> : text}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
