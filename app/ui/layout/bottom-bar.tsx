import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { MeMenu } from '#app/ui/layout/me-menu';
import type { RootData } from '#app/ui/layout/root-data';
import { isUnder } from '#app/ui/layout/top-bar';
import { Icon } from '#app/ui/primitives/icon';
import type { IconName } from '#app/ui/primitives/icon-names';
import { Link } from '#app/ui/primitives/link';

interface BottomItem {
  href: string;
  label: string;
  icon: IconName;
}

/** On a phone, within thumb's reach: home, search, ask, sessions, me. Notices are above. A guest asks by signing in. */
export function BottomBar({ data }: { data: RootData }) {
  const t = useTranslations('nav');
  const { viewer, path } = data;
  const items: BottomItem[] = [
    { href: paths.home(), label: t('home'), icon: 'house' },
    { href: paths.search(), label: t('search'), icon: 'search' },
  ];
  if (viewer.kind === 'member') {
    items.push({ href: paths.newThread(), label: t('ask'), icon: 'square-pen' });
  }
  items.push({ href: paths.sessions(), label: t('sessions'), icon: 'calendar' });
  if (viewer.kind !== 'member') {
    items.push({ href: paths.signIn(), label: t('signIn'), icon: 'log-in' });
  }
  return (
    <nav className="bottom-bar" aria-label={t('bottom')}>
      {items.map((item) => (
        <Link
          key={item.href}
          to={item.href}
          className="bottom-link"
          aria-current={isUnder(path, item.href) ? 'page' : undefined}
        >
          <Icon name={item.icon} />
          {item.label}
        </Link>
      ))}
      <MeMenu data={data} place="bottom" />
    </nav>
  );
}
