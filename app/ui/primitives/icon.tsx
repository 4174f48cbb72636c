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

/**
 * A lucide icon, from one file that the browser keeps. Named for the left-to-right reading: `arrow-right` is onward.
 * Always beside words, or inside a control that has a name: hidden from screen readers.
 */
export function Icon({ name, mirror = POINTING.has(name) }: { name: IconName; mirror?: boolean }) {
  return (
    <svg className={mirror ? 'icon icon-mirror' : 'icon'} aria-hidden="true">
      <use href={`${iconsUrl}#${name}`} />
    </svg>
  );
}
