import { useNavigation, useSubmit } from '@remix-run/react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { QUERY_MAX_CHARS } from '#app/domain/search/request';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { moveAlongRows } from '#app/ui/layout/row-keys';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

/** A pause in typing after which results are fetched; the fetch before, if still under way, is given up. */
const PAUSE_MS = 250;

export interface SearchFormProps {
  q: string;
  chosen: readonly { name: string; value: string }[];
  sort: 'relevance' | 'date';
}

/** The box of the search page: results come while typing, and by the button without JavaScript. */
export function SearchForm({ q, chosen, sort }: SearchFormProps) {
  const t = useTranslations('search');
  const form = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  const timer = useRef<number>();
  const searching = useNavigation().location?.pathname === paths.search();
  useEffect(() => {
    // A link changed the search (a facet, "did you mean"): the box follows, unless somebody is typing in it.
    const box = form.current?.elements.namedItem('q');
    if (box instanceof HTMLInputElement && document.activeElement !== box) {
      box.value = q;
    }
  }, [q]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  function onInput(): void {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      submit(form.current, { replace: true, preventScrollReset: true });
    }, PAUSE_MS);
  }
  return (
    <Form
      ref={form}
      method="get"
      action={paths.search()}
      className="search-form"
      role="search"
      aria-busy={searching}
      onSubmit={() => window.clearTimeout(timer.current)}
    >
      {chosen.map(({ name, value }) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {sort === 'date' && <input type="hidden" name="sort" value="date" />}
      <TextInput
        name="q"
        type="search"
        label={t('label')}
        defaultValue={q}
        dir="auto"
        maxLength={QUERY_MAX_CHARS}
        autoComplete="off"
        enterKeyHint="search"
        onInput={onInput}
        onKeyDown={intoResults}
      />
      <Button variant="primary" icon="search">
        {t('go')}
      </Button>
    </Form>
  );
}

/** The arrow down leads from the box into the results. */
function intoResults(event: KeyboardEvent): void {
  if (event.key === 'ArrowDown' && document.querySelector('[data-row]')) {
    event.preventDefault();
    moveAlongRows(1);
  }
}
