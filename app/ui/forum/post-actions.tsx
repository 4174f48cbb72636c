import type { ReactNode } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { Icon } from '#app/ui/primitives/icon';
import type { IconName } from '#app/ui/primitives/icon-names';
import { Form, Link } from '#app/ui/primitives/link';
import { Menu } from '#app/ui/primitives/menu';

/**
 * A row under a post: what one can do with it, always in sight. With `form` it is a form that the row's `ActionButton`s
 * send: one for all of them, because a page has twenty rows.
 */
export function PostActions({ form, children }: { form?: ActionTarget | null; children: ReactNode }) {
  return form ? (
    <Form method="post" action={form.action} stay className="post-actions">
      <HiddenFields fields={form.fields} />
      {children}
    </Form>
  ) : (
    <div className="post-actions">{children}</div>
  );
}

/** Where a form posts and what goes along unseen (an `intent`, a post's id). */
export interface ActionTarget {
  action: string;
  fields: Record<string, string | number>;
}

function HiddenFields({ fields }: Pick<ActionTarget, 'fields'>) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

interface ActionLook {
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

/** The button of one act, inside a form that says on what. */
export function ActionButton({
  intent,
  icon,
  look = 'row',
  pressed,
  className,
  title,
  children,
}: ActionLook & { intent?: string }) {
  return (
    <button
      type="submit"
      name={intent && 'intent'}
      value={intent}
      className={className ? `${LOOKS[look]} ${className}` : LOOKS[look]}
      aria-pressed={pressed}
      title={title}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** One act as a form with one button: works without JavaScript. */
export function ActionForm({ action, fields, ...look }: ActionTarget & ActionLook) {
  return (
    <Form method="post" action={action} stay>
      <HiddenFields fields={fields} />
      <ActionButton {...look} />
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
