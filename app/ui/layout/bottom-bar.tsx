import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/paths';
import { MeMenu } from '#app/ui/layout/me-menu';
import type { RootData } from '#app/ui/layout/root-data';
import { isUnder, NoticeIcon } from '#app/ui/layout/top-bar';
import { Icon } from '#app/ui/primitives/icon';
import type { IconName } from '#app/ui/primitives/icon-names';

interface BottomItem {
  href: string;
  label: string;
  icon: IconName;
}

/** On a phone, within thumb's reach: home, search, ask, notices, me. A guest asks by signing in. */
export function BottomBar({ data }: { data: RootData }) {
  const t = useTranslations('nav');
  const { viewer, path } = data;
  const items: BottomItem[] = [
    { href: paths.home(), label: t('home'), icon: 'house' },
    { href: paths.search(), label: t('search'), icon: 'search' },
  ];
  if (viewer.kind === 'member') {
    items.push(
      { href: paths.newThread(), label: t('ask'), icon: 'square-pen' },
      { href: paths.notifications(), label: t('notices'), icon: 'bell' },
    );
  } else {
    items.push(
      { href: paths.topics(), label: t('topics'), icon: 'message-square' },
      { href: paths.signIn(), label: t('signIn'), icon: 'log-in' },
    );
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
          {item.icon === 'bell' ? (
            <NoticeIcon unread={viewer.kind === 'member' ? viewer.unread : 0} />
          ) : (
            <Icon name={item.icon} />
          )}
          {item.label}
        </Link>
      ))}
      <MeMenu data={data} place="bottom" />
    </nav>
  );
}
