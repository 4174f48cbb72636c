import { useNavigate } from '@remix-run/react';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Icon } from '#app/ui/primitives/icon';
import { typedList } from '#app/ui/search/fetched';

export type QuickSuggestion =
  | { kind: 'thread'; href: string; text: string; dir: 'rtl' | 'ltr'; answered: boolean }
  | { kind: 'session'; href: string; text: string; dir: 'rtl' | 'ltr' }
  | { kind: 'member' | 'authority'; href: string; text: string };

const PAUSE_MS = 150;
const SHORTEST_CHARS = 2;
const ICONS = { thread: 'message-square', session: 'calendar', member: 'user', authority: 'users' } as const;

/**
 * Suggestions under a search box: a list that the box owns (the combobox pattern of WAI-ARIA), walked with the arrows.
 * Loaded when somebody first goes to the box.
 */
export default function QuickSearch({ box }: { box: RefObject<HTMLInputElement> }) {
  const t = useTranslations('search');
  const listId = useId();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(box.current?.value.trim() ?? '');
  const [found, setFound] = useState<QuickSuggestion[]>([]);
  // 0: none; the box itself has the focus.
  const [active, setActive] = useState(0);
  // Somebody may have typed while this was fetched.
  const [open, setOpen] = useState(() => document.activeElement === box.current);
  const follow = useRef<(href: string) => void>(() => undefined);
  follow.current = (href) => {
    setOpen(false);
    navigate(href);
  };
  // The last line leads to all results.
  const lines = [...found.map(({ href }) => href), paths.search({ q: typed })];
  const isShown = open && typed.length >= SHORTEST_CHARS;

  useEffect(() => {
    if (typed.length < SHORTEST_CHARS) {
      setFound([]);
      return;
    }
    const control = new AbortController();
    const timer = window.setTimeout(() => {
      fetch(paths.suggest({ q: typed }), { signal: control.signal })
        .then((response) => (response.ok ? response.json() : {}))
        .then((answer: unknown) => {
          setFound(typedList<QuickSuggestion>(answer, 'suggestions'));
          setActive(0);
        })
        // Given up for a later one, or no network: the box works without suggestions.
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      control.abort();
      window.clearTimeout(timer);
    };
  }, [typed]);

  useEffect(() => {
    const input = box.current;
    if (!input) {
      return;
    }
    const onInput = () => {
      setTyped(input.value.trim());
      setOpen(true);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) {
        return;
      }
      if (event.key === 'Escape' && isShown) {
        setOpen(false);
        event.preventDefault();
      } else if (isShown && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setActive((at) => (at + step + lines.length + 1) % (lines.length + 1));
        event.preventDefault();
      } else if (event.key === 'Enter' && isShown && active > 0) {
        event.preventDefault();
        follow.current(lines[active - 1] ?? '');
      } else if (event.key === 'Enter') {
        setOpen(false);
      }
    };
    const onBlur = () => setOpen(false);
    input.addEventListener('input', onInput);
    input.addEventListener('keydown', onKey);
    input.addEventListener('blur', onBlur);
    return () => {
      input.removeEventListener('input', onInput);
      input.removeEventListener('keydown', onKey);
      input.removeEventListener('blur', onBlur);
    };
  });

  useEffect(() => {
    const input = box.current;
    input?.setAttribute('role', 'combobox');
    input?.setAttribute('aria-autocomplete', 'list');
    input?.setAttribute('aria-controls', listId);
    input?.setAttribute('aria-expanded', String(isShown));
    if (isShown && active > 0) {
      input?.setAttribute('aria-activedescendant', `${listId}-${active}`);
    } else {
      input?.removeAttribute('aria-activedescendant');
    }
  }, [box, listId, isShown, active]);

  const optionProps = (index: number, href: string) => ({
    id: `${listId}-${index}`,
    role: 'option' as const,
    'aria-selected': active === index,
    className: 'quick-option',
    // The box keeps the focus, so a press must not take it away before the click.
    onMouseDown: (event: React.MouseEvent) => {
      event.preventDefault();
      follow.current(href);
    },
  });
  return (
    <>
      <div id={listId} role="listbox" aria-label={t('suggestions')} className="quick-search" hidden={!isShown}>
        {found.map((each, index) => (
          <div key={each.href} {...optionProps(index + 1, each.href)}>
            <Icon name={each.kind === 'thread' && each.answered ? 'check' : ICONS[each.kind]} />
            <bdi dir={'dir' in each ? each.dir : undefined}>{each.text}</bdi>
          </div>
        ))}
        <div {...optionProps(lines.length, paths.search({ q: typed }))}>
          <Icon name="search" />
          <span>{t('allResults', { q: typed })}</span>
        </div>
      </div>
      <span role="status" className="visually-hidden">
        {isShown ? t('suggestionCount', { count: found.length }) : ''}
      </span>
    </>
  );
}
