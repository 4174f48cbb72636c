import { useEffect, useState } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { Icon } from '#app/ui/primitives/icon';

export interface ToastMessage {
  tone: 'positive' | 'warning' | 'danger';
  text: string;
}

const SHOWN_MS = 8_000;

/** What just happened, once, at the foot of the page. Stays while it is looked at; a mistake stays until dismissed. */
export function Toast({ message }: { message: ToastMessage | null }) {
  const t = useTranslations('ui');
  const [dismissed, setDismissed] = useState<ToastMessage | null>(null);
  const [held, setHeld] = useState(false);
  const shown = message !== null && message !== dismissed;
  useEffect(() => {
    if (!shown || held || message.tone === 'danger') return;
    const timer = setTimeout(() => setDismissed(message), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown, held, message]);
  return (
    <div role="status" aria-live="polite">
      {shown && (
        // biome-ignore lint/a11y/noStaticElementInteractions: looking at the message holds it; there is nothing to press.
        <div
          className={`toast toast-${message.tone}`}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <Icon name={message.tone === 'positive' ? 'check' : 'triangle-exclamation-point'} />
          <span>{message.text}</span>
          <button type="button" className="btn btn-quiet btn-sm btn-icon js-only" onClick={() => setDismissed(message)}>
            <Icon name="x" />
            <span className="visually-hidden">{t('dismiss')}</span>
          </button>
        </div>
      )}
    </div>
  );
}
