import { useEffect, useRef } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { ButtonLink } from '#app/ui/primitives/button';
import { Link } from '#app/ui/primitives/link';

export interface TabItem {
  href: string;
  label: string;
  count?: number;
  current?: boolean;
}

/** Views of one page, each a link of its own. Where they do not fit, the one that is open is moved into sight. */
export function Tabs({ items, label }: { items: readonly TabItem[]; label: string }) {
  const row = useRef<HTMLElement>(null);
  const current = items.find((item) => item.current)?.href;
  useEffect(() => {
    const tab = current && row.current?.querySelector('[aria-current]');
    if (row.current && tab) {
      const [outer, inner] = [row.current.getBoundingClientRect(), tab.getBoundingClientRect()];
      const past = Math.max(0, inner.right - outer.right) + Math.min(0, inner.left - outer.left);
      row.current.scrollBy({ left: past, behavior: 'instant' });
    }
  }, [current]);
  return (
    <nav ref={row} className="tabs" aria-label={label}>
      {items.map((item) => (
        <Link key={item.href} to={item.href} className="tab" aria-current={item.current ? 'page' : undefined}>
          {item.label}
          {item.count !== undefined && <span className="facts">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** Onward and back through a list that is read by key, not by page number. */
export function Pagination({ olderHref, newerHref }: { olderHref?: string | null; newerHref?: string | null }) {
  const t = useTranslations('ui');
  if (!olderHref && !newerHref) {
    return null;
  }
  return (
    <nav className="pagination" aria-label={t('pages')}>
      {newerHref ? (
        <ButtonLink to={newerHref} icon="arrow-left" rel="prev">
          {t('newer')}
        </ButtonLink>
      ) : (
        <span />
      )}
      {olderHref && (
        <ButtonLink to={olderHref} icon="arrow-right" rel="next" className="flex-row-reverse">
          {t('older')}
        </ButtonLink>
      )}
    </nav>
  );
}

export function SkipLink({ target = 'main' }: { target?: string }) {
  const t = useTranslations('ui');
  return (
    <a href={`#${target}`} className="skip-link">
      {t('skip')}
    </a>
  );
}
