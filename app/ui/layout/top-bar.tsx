import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { RingLogo } from '#app/ui/forum/ring';
import type { NavItem } from '#app/ui/layout/frame';
import { MeMenu } from '#app/ui/layout/me-menu';
import type { RootData } from '#app/ui/layout/root-data';
import { ButtonLink } from '#app/ui/primitives/button';
import { Icon } from '#app/ui/primitives/icon';
import { Form, Link } from '#app/ui/primitives/link';

/** Name and ring, the places to go, search in the middle, then what is mine. */
export function TopBar({ data, nav }: { data: RootData; nav: readonly NavItem[] }) {
  const t = useTranslations('nav');
  const app = useTranslations('app');
  const member = data.viewer.kind === 'member';
  return (
    <header className="top-bar">
      <div className="top-bar-in">
        <Link to={paths.home()} className="brand">
          <RingLogo />
          {app('name')}
        </Link>
        <nav className="nav-links" aria-label={t('main')}>
          {nav.map((item) => (
            <Link
              key={item.href}
              to={item.href}
              className="nav-link"
              aria-current={isUnder(data.path, item.href) ? 'page' : undefined}
            >
              {item.label}
            </Link>
          ))}
        </nav>
        <div className="top-search">
          <SearchBox />
        </div>
        <div className="top-end">
          {member && (
            <ButtonLink to={paths.newThread()} variant="primary" size="sm" icon="plus" className="ask-link">
              <span className="ask-words">{t('askLong')}</span>
            </ButtonLink>
          )}
          {data.viewer.kind === 'member' && <NoticesLink unread={data.viewer.unread} />}
          {!member && (
            <ButtonLink to={paths.signIn({ to: data.path })} size="sm">
              {t('signIn')}
            </ButtonLink>
          )}
          <MeMenu data={data} />
        </div>
      </div>
    </header>
  );
}

const QuickSearch = lazy(() => import('#app/ui/search/quick-search'));

/**
 * Search the forum; `/` goes there. Hidden behind the bottom bar's link on a phone. What suggests while typing is
 * fetched when somebody goes to the box.
 */
export function SearchBox({ value }: { value?: string }) {
  const t = useTranslations('nav');
  const box = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState(false);
  return (
    <Form action={paths.search()} role="search" aria-label={t('searchHint')} className="search-box print">
      <Icon name="search" />
      <input
        ref={box}
        onFocus={() => setWanted(true)}
        autoComplete="off"
        id="site-search"
        className="input"
        type="search"
        name="q"
        dir="auto"
        defaultValue={value}
        placeholder={t('search')}
        aria-label={t('searchHint')}
        maxLength={200}
        enterKeyHint="search"
      />
      <span className="key" aria-hidden="true">
        /
      </span>
      {wanted && (
        <Suspense>
          <QuickSearch box={box} />
        </Suspense>
      )}
    </Form>
  );
}

function NoticesLink({ unread }: { unread: number }) {
  const t = useTranslations('nav');
  const label = t('noticesCount', { count: unread });
  return (
    <Link to={paths.notifications()} className="nav-link notice-link" aria-label={label} title={label}>
      <NoticeIcon unread={unread} />
    </Link>
  );
}

export function NoticeIcon({ unread }: { unread: number }) {
  return (
    <span className="icon-with-count">
      <Icon name="bell" />
      {unread > 0 && (
        <span className="count-dot" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </span>
  );
}

/** True when the page is this place or lies below it. */
export function isUnder(path: string, href: string): boolean {
  const bare = path.split(/[?#]/)[0] ?? '';
  return href === '/' ? bare === '/' : bare === href || bare.startsWith(`${href}/`);
}
