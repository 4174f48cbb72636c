import type { ReactNode } from 'react';
import { Icon } from '#app/ui/primitives/icon';
import { Link } from '#app/ui/primitives/link';

export interface PageHeaderProps {
  title: ReactNode;
  titleDir?: 'rtl' | 'ltr';
  lead?: ReactNode;
  /** Where the page belongs: one link up. */
  up?: { href: string; label: string };
  /** Buttons at the end of the title's line. */
  actions?: ReactNode;
}

export function PageHeader({ title, titleDir, lead, up, actions }: PageHeaderProps) {
  return (
    <header className="page-header">
      {up && (
        <div className="crumbs">
          <Icon name="arrow-left" />
          <Link to={up.href} className="quiet-link">
            {up.label}
          </Link>
        </div>
      )}
      <div className="page-header-top">
        <h1 dir={titleDir}>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
        {actions && <div className="cluster">{actions}</div>}
      </div>
    </header>
  );
}

/** A part of a page with its own heading, and a link to all of it. */
export function SectionHead({
  title,
  id,
  href,
  linkText,
}: {
  title: ReactNode;
  id?: string;
  href?: string;
  linkText?: string;
}) {
  return (
    <div className="section-head">
      <h2 id={id}>{title}</h2>
      {href && linkText && <Link to={href}>{linkText}</Link>}
    </div>
  );
}
