import { useTranslations } from '#app/i18n/translations';
import { Link } from '#app/ui/primitives/link';

/** "Discussed in 3 sessions", leading to them; nothing where there were none. */
export function DiscussedIn({ count, href }: { count: number; href: string }) {
  const t = useTranslations('sessions');
  return count > 0 ? <Link to={href}>{t('discussedCount', { count })}</Link> : null;
}
