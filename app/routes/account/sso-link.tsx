import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Icon } from '#app/ui/primitives/icon';

/** To the provider: another site, so the browser goes there by itself. */
export function SsoLink({ name, to }: { name: string; to: string }) {
  const t = useTranslations('sso');
  return (
    <p>
      <a className="btn btn-secondary" href={paths.sso({ to })}>
        <Icon name="shield-check" />
        {t('signIn', { name })}
      </a>
    </p>
  );
}
