import type { ComponentProps, ReactNode } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { Icon } from '#app/ui/primitives/icon';
import type { IconName } from '#app/ui/primitives/icon-names';
import { Link, type LinkProps } from '#app/ui/primitives/link';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'link';

interface ButtonLook {
  variant?: ButtonVariant;
  size?: 'md' | 'sm';
  icon?: IconName;
  /** The words are for screen readers and the tooltip only. Where there is room, leave them visible. */
  iconOnly?: boolean;
  wide?: boolean;
  children: ReactNode;
}

function classes({ variant = 'secondary', size = 'md', iconOnly, wide }: ButtonLook, extra?: string): string {
  const names = ['btn', `btn-${variant}`];
  if (size === 'sm') names.push('btn-sm');
  if (iconOnly) names.push('btn-icon');
  if (wide) names.push('btn-wide');
  if (extra) names.push(extra);
  return names.join(' ');
}

function Inside({ icon, iconOnly, children }: Pick<ButtonLook, 'icon' | 'iconOnly' | 'children'>) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {iconOnly ? <span className="visually-hidden">{children}</span> : children}
    </>
  );
}

export type ButtonProps = ButtonLook &
  Omit<ComponentProps<'button'>, 'children' | 'className'> & {
    /** The form is on its way: says so, and a second press does nothing. */
    busy?: boolean;
    className?: string;
  };

export function Button({
  variant,
  size,
  icon,
  iconOnly,
  wide,
  busy,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const t = useTranslations('ui');
  return (
    <button
      type="submit"
      {...rest}
      className={classes({ variant, size, iconOnly, wide, children }, className)}
      aria-busy={busy || undefined}
      title={iconOnly && typeof children === 'string' ? children : rest.title}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      <Inside icon={icon} iconOnly={iconOnly}>
        {busy ? t('working') : children}
      </Inside>
    </button>
  );
}

export type ButtonLinkProps = ButtonLook & Omit<LinkProps, 'children' | 'className'> & { className?: string };

export function ButtonLink({ variant, size, icon, iconOnly, wide, children, className, ...rest }: ButtonLinkProps) {
  return (
    <Link
      {...rest}
      className={classes({ variant, size, iconOnly, wide, children }, className)}
      title={iconOnly && typeof children === 'string' ? children : rest.title}
    >
      <Inside icon={icon} iconOnly={iconOnly}>
        {children}
      </Inside>
    </Link>
  );
}
