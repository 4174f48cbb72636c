import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { Icon } from '#app/ui/primitives/icon';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, Escape closes it, the focus goes back. */
export function Dialog({ open, onClose, title, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const t = useTranslations('ui');
  useEffect(() => {
    if (open && !box.current?.open) box.current?.showModal();
    if (!open && box.current?.open) box.current?.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the browser's own; the press is on the backdrop.
    <dialog
      ref={box}
      className="dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="btn btn-quiet btn-icon" onClick={onClose} title={t('close')}>
          <Icon name="x" />
          <span className="visually-hidden">{t('close')}</span>
        </button>
      </div>
      {children}
    </dialog>
  );
}
