import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import type { ListData } from '#app/routes/threads/list-data.server';
import { ThreadFilterBar } from '#app/routes/threads/thread-filter-bar';
import { ThreadList } from '#app/ui/forum/thread-row';
import { ButtonLink } from '#app/ui/primitives/button';
import { Pagination } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';

export interface ThreadListViewProps {
  list: ListData;
  href: (query: Record<string, string | undefined>) => string;
  label: string;
}

/** A filtered list of threads with its bar, its pages, and what to do when nothing fits. */
export function ThreadListView({ list, href, label }: ThreadListViewProps) {
  const states = useTranslations('states');
  const t = useTranslations('threads');
  const { view, sort, topicId: _topic, ...narrow } = list.filter;
  const narrowed = Object.keys(narrow).length > 0 || view !== 'all';
  const empty = narrowed ? (
    <EmptyState title={states('noMatch')} text={states('noMatchText')}>
      <ButtonLink to={href({})}>{t('clear')}</ButtonLink>
    </EmptyState>
  ) : (
    <EmptyState title={states('noThreads')} text={states('noThreadsText')}>
      <ButtonLink to={paths.newThread()} variant="primary">
        {t('ask')}
      </ButtonLink>
    </EmptyState>
  );
  return (
    <>
      <ThreadFilterBar href={href} filter={list.filter} member={list.member} tagSessions={list.tagSessions} />
      <ThreadList threads={list.rows} label={label} empty={empty} heading="h2" />
      <Pagination olderHref={list.next} newerHref={list.previous} />
    </>
  );
}
