import type { ReactElement } from 'react';
import type { IconName } from '#app/ui/primitives/icon-names';
import iconsUrl from '#app/ui/primitives/icons.svg?url';

/** Icons that point somewhere: they turn around in Hebrew without being asked to. */
const POINTING: ReadonlySet<IconName> = new Set<IconName>([
  'arrow-left',
  'arrow-right',
  'chevron-left',
  'chevron-right',
  'list',
  'list-checks',
  'list-ordered',
  'log-in',
  'log-out',
  'quote',
  'reply',
  'text-quote',
]);

const drawn = new Map<string, ReactElement>();

/**
 * A lucide icon, from one file that the browser keeps. Named for the left-to-right reading: `arrow-right` is onward.
 * Always beside words, or inside a control that has a name: hidden from screen readers. Each is made once: a long page
 * has a hundred, and React passes over an element it has seen before.
 */
export function Icon({ name, mirror = POINTING.has(name) }: { name: IconName; mirror?: boolean }) {
  const className = mirror ? 'icon icon-mirror' : 'icon';
  const known = drawn.get(className + name);
  if (known) {
    return known;
  }
  const use = { __html: `<use href="${iconsUrl}#${name}"></use>` };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing in it but a name of ours.
  const icon = <svg className={className} aria-hidden="true" dangerouslySetInnerHTML={use} />;
  drawn.set(className + name, icon);
  return icon;
}
