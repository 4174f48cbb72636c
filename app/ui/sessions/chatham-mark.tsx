import { useTranslations } from '#app/i18n/translations';
import { Icon } from '#app/ui/primitives/icon';

/** The Chatham House Rule, beside the label and never part of it: the two have opposite aims. */
export function ChathamMark() {
  const t = useTranslations('sessions');
  return (
    <span className="badge chatham">
      <Icon name="users" />
      {t('chatham')}
    </span>
  );
}
