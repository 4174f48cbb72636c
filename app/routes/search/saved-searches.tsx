import { useActionData } from '@remix-run/react';
import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import type { SavedSearchData } from '#app/routes/search/present-saved.server';
import { RailSection } from '#app/ui/layout/frame';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Icon } from '#app/ui/primitives/icon';
import { Form, Link } from '#app/ui/primitives/link';

/** Keeps the search on the page. */
export function SaveThis({ query, isSaved }: { query: string; isSaved: boolean }) {
  const t = useTranslations('search');
  const reply = useActionData<FormReply>();
  if (isSaved) {
    return (
      <span className="facts">
        <Icon name="bookmark" /> {t('isSaved')}
      </span>
    );
  }
  return (
    <Form method="post" action={paths.searchFor(query)}>
      <ErrorSummary errors={reply?.errors} />
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="query" value={query} />
      <Button variant="quiet" size="sm" icon="bookmark">
        {t('save')}
      </Button>
    </Form>
  );
}

/** One's saved searches: open, be told of news or not, delete. */
export function SavedSearches({ saved, query }: { saved: readonly SavedSearchData[]; query: string }) {
  const t = useTranslations('search');
  if (saved.length === 0) {
    return null;
  }
  return (
    <RailSection title={t('saved')}>
      <p className="facts">{t('savedLead')}</p>
      <ul className="saved-searches">
        {saved.map(({ id, name, href, notify }) => (
          <li key={id}>
            <Link to={href}>
              <bdi>{name}</bdi>
            </Link>
            <span className="cluster">
              <SavedAct
                query={query}
                id={id}
                intent="notify"
                on={!notify}
                label={t('notifyNamed', { on: String(notify), name })}
              >
                {t(notify ? 'notifyOff' : 'notifyOn')}
              </SavedAct>
              <SavedAct query={query} id={id} intent="forget" label={t('forgetNamed', { name })}>
                {t('forget')}
              </SavedAct>
            </span>
          </li>
        ))}
      </ul>
    </RailSection>
  );
}

interface SavedActProps {
  query: string;
  id: number;
  intent: 'notify' | 'forget';
  on?: boolean;
  label: string;
  children: string;
}

function SavedAct({ query, id, intent, on, label, children }: SavedActProps) {
  return (
    <Form method="post" action={paths.searchFor(query)}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="query" value={query} />
      <input type="hidden" name="id" value={id} />
      {on !== undefined && <input type="hidden" name="on" value={String(on)} />}
      <Button variant="link" size="sm" aria-label={label}>
        {children}
      </Button>
    </Form>
  );
}
