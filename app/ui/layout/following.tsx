import { useNavigate, useSubmit } from '@remix-run/react';
import { useEffect } from 'react';

/** Where one is, as links spell it. */
function here(): string {
  return location.pathname + location.search + location.hash;
}

/** The link, when the press is for us and not for the browser: a new tab, another site, a part of this page. */
function followed(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-go]') : null;
  const plain = event.button === 0 && !(event.metaKey || event.altKey || event.ctrlKey || event.shiftKey);
  const ours = link?.origin === location.origin && !link.target && !link.getAttribute('href')?.startsWith('#');
  return ours && plain && !event.defaultPrevented ? link : null;
}

/** Follows the links and sends the forms of primitives/link.tsx, wherever on the page they are. */
export function Following() {
  const navigate = useNavigate();
  const submit = useSubmit();
  useEffect(() => {
    function follow(event: MouseEvent) {
      const link = followed(event);
      if (link) {
        event.preventDefault();
        const to = link.pathname + link.search + link.hash;
        navigate(to, { replace: to === here(), preventScrollReset: link.dataset.go === 'stay' });
      }
    }
    function send(event: SubmitEvent) {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || form.dataset.go === undefined || event.defaultPrevented) {
        return;
      }
      event.preventDefault();
      submit(event.submitter instanceof HTMLButtonElement ? event.submitter : form, {
        // An attribute, for a field of the form may be called "action" too.
        action: form.getAttribute('action') ?? location.pathname + location.search,
        preventScrollReset: form.dataset.go === 'stay',
      });
    }
    document.addEventListener('click', follow);
    document.addEventListener('submit', send);
    return () => {
      document.removeEventListener('click', follow);
      document.removeEventListener('submit', send);
    };
  }, [navigate, submit]);
  return null;
}
