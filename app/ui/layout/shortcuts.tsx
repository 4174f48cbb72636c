import { useNavigate } from '@remix-run/react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { paths } from '#app/paths';
import { moveAlongRows, pressAnswer, pressUnread } from '#app/ui/layout/row-keys';

const GO: Record<string, () => string> = {
  h: paths.home,
  t: paths.topics,
  q: () => paths.threads(),
  s: () => paths.sessions(),
  u: paths.notifications,
  b: paths.bookmarks,
};
const SEQUENCE_MS = 1_200;

/** Fetched when somebody asks for it: most never do. */
const ShortcutDialog = lazy(async () => ({
  default: (await import('#app/ui/layout/shortcut-dialog')).ShortcutDialog,
}));

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/**
 * The key as it lies on the board: `event.code` says KeyH also while a Hebrew layout types another letter.
 */
function keyOf(event: KeyboardEvent): string {
  if (event.key === '?' || event.key === '/') return event.key;
  return event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.code === 'Slash' ? '/' : event.key;
}

/** Keys for those who like them, and the list of them under `?`. Nothing needs them. */
export function Shortcuts() {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let goAt = 0;
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const key = keyOf(event);
      const target = Date.now() - goAt < SEQUENCE_MS ? GO[key] : undefined;
      goAt = key === 'g' ? Date.now() : 0;
      if (target) navigate(target());
      else if (key === '/' && !event.shiftKey) document.getElementById('site-search')?.focus();
      else if (key === '?' || (key === '/' && event.shiftKey)) setOpen(true);
      else if (key === 'n') navigate(paths.newThread());
      else if (key === 'j' || key === 'k') moveAlongRows(key === 'j' ? 1 : -1);
      else if (key === 'r') pressAnswer();
      else if (key === 'u') pressUnread();
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate]);
  return (
    open && (
      <Suspense fallback={null}>
        <ShortcutDialog onClose={() => setOpen(false)} />
      </Suspense>
    )
  );
}
