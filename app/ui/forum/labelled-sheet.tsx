import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { Label } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';
import { LabelBadge } from '#app/ui/forum/label-badge';

/**
 * A document that takes its label along (DOMAIN 3): every printed page carries it above and below, copied text begins
 * with it, and TLP:RED is neither printed nor copied. On screen it is only its content. Who wants to photograph the
 * screen can: nothing here pretends otherwise.
 */
export function LabelledSheet({
  label,
  rule = null,
  title,
  children,
}: {
  label: Label;
  /** The name of the Chatham House Rule, where it holds. */
  rule?: string | null;
  title: string;
  children: ReactNode;
}) {
  const t = useTranslations('labels');
  const sheet = useRef<HTMLDivElement>(null);
  useLabelOnCopies(sheet, label, t('notCopied'));
  const isRed = label === 'RED';
  const mark = (
    <>
      <LabelBadge label={label} />
      {rule && <span>{rule}</span>}
      {!isRed && (
        <span>
          <bdi>{title}</bdi>
        </span>
      )}
    </>
  );
  return (
    <div className="sheet" ref={sheet}>
      <div className="sheet-head" aria-hidden="true">
        <div className="sheet-mark">{mark}</div>
      </div>
      <div className="sheet-body">
        <div className="sheet-cell">
          {isRed && <p className="print-only">{t('notPrinted')}</p>}
          <div className={isRed ? 'print-off' : undefined}>{children}</div>
        </div>
      </div>
      <div className="sheet-foot" aria-hidden="true">
        <div className="sheet-mark">{mark}</div>
      </div>
    </div>
  );
}

/** What copying needs is fetched when something is selected for the first time: most readers never copy. */
function useLabelOnCopies(sheet: RefObject<HTMLElement>, label: Label, notCopied: string): void {
  useEffect(() => {
    let copy: typeof import('#app/ui/forum/copy-with-label').copyWithLabel | null = null;
    const fetchOnce = () => {
      import('#app/ui/forum/copy-with-label').then(
        (module) => {
          copy = module.copyWithLabel;
        },
        () => undefined,
      );
    };
    const onCopy = (event: ClipboardEvent) => {
      if (sheet.current) {
        copy?.(event, sheet.current, label, notCopied);
      }
    };
    document.addEventListener('selectionchange', fetchOnce, { once: true });
    document.addEventListener('copy', onCopy);
    return () => {
      document.removeEventListener('selectionchange', fetchOnce);
      document.removeEventListener('copy', onCopy);
    };
  }, [sheet, label, notCopied]);
}
