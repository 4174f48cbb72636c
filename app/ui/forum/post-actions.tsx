import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '#app/ui/primitives/icon';
import type { IconName } from '#app/ui/primitives/icon-names';
import { Menu } from '#app/ui/primitives/menu';

/** A row under a post: what one can do with it, always in sight. */
export function PostActions({ children }: { children: ReactNode }) {
  return <div className="post-actions">{children}</div>;
}

/** Where a form posts and what goes along unseen (an `intent`, a post's id). */
export interface ActionTarget {
  action: string;
  fields: Record<string, string | number>;
}

export interface ActionFormProps extends ActionTarget {
  icon?: IconName;
  /** How it looks: in the row, or as an item of the "more" menu. */
  look?: 'row' | 'menu' | 'menu-danger' | 'primary' | 'secondary';
  pressed?: boolean;
  className?: string;
  title?: string;
  children: ReactNode;
}

const LOOKS = {
  row: 'btn btn-quiet btn-sm',
  menu: 'menu-item',
  'menu-danger': 'menu-item menu-item-danger',
  primary: 'btn btn-primary',
  secondary: 'btn btn-secondary btn-sm',
} as const;

/** One act as a form with one button: works without JavaScript. */
export function ActionForm({
  action,
  fields,
  icon,
  look = 'row',
  pressed,
  className,
  title,
  children,
}: ActionFormProps) {
  return (
    <Form method="post" action={action} preventScrollReset>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={`${LOOKS[look]} ${className ?? ''}`.trim()} aria-pressed={pressed} title={title}>
        {icon && <Icon name={icon} />}
        {children}
      </button>
    </Form>
  );
}

/** A link in the row of actions. */
export function ActionLink({ to, icon, children }: { to: string; icon?: IconName; children: ReactNode }) {
  return (
    <Link to={to} className={LOOKS.row}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

/** What is needed less often: history, delete, restore. */
export function MoreActions({ children }: { children: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <Menu label={t('more')} triggerClass="btn btn-quiet btn-sm btn-icon" trigger={<Icon name="ellipsis" />} fromStart>
      {children}
    </Menu>
  );
}
