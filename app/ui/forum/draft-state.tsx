import { clockTime } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import type { DraftKeeper } from '#app/ui/forum/use-draft';
import { Button } from '#app/ui/primitives/button';
import { Icon } from '#app/ui/primitives/icon';

/** How the draft stands, in words: "saved 10:42". */
export function DraftState({ draft }: { draft: DraftKeeper }) {
  const t = useTranslations('composer');
  const locale = useLocale();
  const { status } = draft;
  const words = {
    idle: t('draftIdle'),
    saving: t('draftSaving'),
    saved: status.is === 'saved' ? t('draftSaved', { time: clockTime(locale, status.at) }) : '',
    failed: t('draftFailed'),
    offline: t('draftOffline'),
    conflict: t('draftConflict'),
  }[status.is];
  return (
    <div className="js-only">
      <p className={status.is === 'conflict' ? 'draft-state draft-conflict' : 'draft-state'} role="status">
        <Icon name={ICONS[status.is]} />
        {words}
      </p>
      {status.is === 'conflict' && (
        <details className="draft-theirs">
          <summary>{t('draftTheirs', { time: clockTime(locale, status.theirs.updatedAt) })}</summary>
          <textarea
            className="input"
            dir="auto"
            readOnly
            rows={8}
            aria-label={t('draftTheirs', { time: clockTime(locale, status.theirs.updatedAt) })}
            defaultValue={[status.theirs.fields.title, status.theirs.fields.body].filter(Boolean).join('\n\n')}
          />
          <Button type="button" size="sm" onClick={draft.keepMine}>
            {t('draftKeepMine')}
          </Button>
        </details>
      )}
    </div>
  );
}

const ICONS = {
  idle: 'file-text',
  saving: 'file-text',
  saved: 'check',
  failed: 'triangle-exclamation-point',
  offline: 'wifi-off',
  conflict: 'triangle-exclamation-point',
} as const;
