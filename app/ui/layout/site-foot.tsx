import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Link } from '#app/ui/primitives/link';

/** Who runs the place, and the pages that must always be one press away. */
export function SiteFoot({ associationName }: { associationName: string }) {
  const t = useTranslations('nav');
  return (
    <footer className="site-foot">
      <div className="site-foot-in">
        <span>
          <bdi>{associationName}</bdi>
        </span>
        <nav className="cluster" aria-label={t('foot')}>
          <Link to={paths.about()}>{t('about')}</Link>
          <Link to={paths.hostGuide()}>{t('hostGuide')}</Link>
          <Link to={paths.accessibility()}>{t('accessibility')}</Link>
          <Link to={paths.privacy()}>{t('privacy')}</Link>
        </nav>
      </div>
    </footer>
  );
}
