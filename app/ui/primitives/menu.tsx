import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '#app/ui/primitives/icon';
import type { IconName } from '#app/ui/primitives/icon-names';
import { Link } from '#app/ui/primitives/link';

export interface MenuProps {
  /** What is pressed; give it a name that is read aloud. */
  trigger: ReactNode;
  triggerClass?: string;
  label: string;
  /** Opens towards the end of the line rather than its start. */
  fromStart?: boolean;
  children: ReactNode;
}

/** A disclosure, open and shut without JavaScript; with it, Escape and a press elsewhere close it too. */
export function Menu({ trigger, triggerClass = 'btn btn-quiet', label, fromStart = false, children }: MenuProps) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    function close(event: Event) {
      const menu = box.current;
      if (!menu?.open) return;
      const inside = event.target instanceof Node && menu.contains(event.target);
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        if (inside) menu.querySelector('summary')?.focus();
      } else if (inside && !(event.target instanceof Element && event.target.closest('a'))) {
        return;
      }
      menu.open = false;
    }
    document.addEventListener('click', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('click', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return (
    <details ref={box} className={fromStart ? 'menu menu-start' : 'menu'}>
      <summary className={triggerClass} aria-label={label} title={label}>
        {trigger}
      </summary>
      <div className="menu-panel">{children}</div>
    </details>
  );
}

export function MenuLink({
  to,
  icon,
  current,
  children,
}: {
  to: string;
  icon?: IconName;
  current?: boolean;
  children: ReactNode;
}) {
  return (
    <Link to={to} className="menu-item" aria-current={current ? 'page' : undefined}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

/** Part of a menu, with a hairline over it. */
export function MenuGroup({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <div className="menu-group">
      {label && <div className="menu-label">{label}</div>}
      {children}
    </div>
  );
}
