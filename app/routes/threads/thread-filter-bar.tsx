import type { ThreadFilter } from '#app/domain/threads/model';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Button } from '#app/ui/primitives/button';
import { SelectBox } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';
import { Tabs } from '#app/ui/primitives/navigation';
import { DiscussedIn } from '#app/ui/sessions/discussed-in';

export interface FilterBarProps {
  /** The list's own address, without a query. */
  href: (query: Record<string, string | undefined>) => string;
  filter: ThreadFilter;
  member: boolean;
  /** At how many sessions the tag was spoken of. */
  tagSessions: number;
}

/** Which threads a list shows: tabs for the views, and a small form for the rest. Both work without JavaScript. */
export function ThreadFilterBar({ href, filter, member, tagSessions }: FilterBarProps) {
  const t = useTranslations('threads');
  const { tag, kind, state, size } = filter;
  const kept = { tag, kind, state, size };
  const tab = (label: string, query: Record<string, string | undefined>, current: boolean) => ({
    href: href({ ...query, ...kept }),
    label,
    current,
  });
  const votes = filter.sort === 'votes';
  const tabs = [
    tab(t('viewActive'), {}, filter.view === 'all' && !votes),
    tab(t('viewUnanswered'), { view: 'unanswered' }, filter.view === 'unanswered'),
    tab(t('viewVotes'), { sort: 'votes' }, filter.view === 'all' && votes),
    ...(member ? [tab(t('viewMine'), { view: 'mine' }, filter.view === 'mine')] : []),
  ];
  const narrowed = tag || kind || state || size;
  return (
    <>
      <Tabs items={tabs} label={t('views')} />
      <Form method="get" action={href({})} className="filter-bar" key={JSON.stringify(filter)}>
        {filter.view !== 'all' && <input type="hidden" name="view" value={filter.view} />}
        {votes && <input type="hidden" name="sort" value="votes" />}
        {tag && <input type="hidden" name="tag" value={tag} />}
        <FilterSelect name="kind" value={kind} options={['question', 'discussion']} />
        <FilterSelect name="state" value={state} options={['open', 'answered']} />
        <FilterSelect name="size" value={size} options={['small', 'medium', 'large']} />
        <Button size="sm" icon="sliders-horizontal">
          {t('show')}
        </Button>
        {narrowed && (
          <Link to={href({ view: filter.view === 'all' ? undefined : filter.view })} className="quiet-link">
            {t('clear')}
          </Link>
        )}
      </Form>
      {tag && (
        <p className="facts cluster">
          <span>
            {t('withTag')} <bdi className="tag">{tag}</bdi>
          </span>
          <DiscussedIn count={tagSessions} href={paths.sessions({ view: 'past', tag })} />
        </p>
      )}
    </>
  );
}

type Option = 'question' | 'discussion' | 'open' | 'answered' | 'small' | 'medium' | 'large';

function FilterSelect({
  name,
  value,
  options,
}: {
  name: 'kind' | 'state' | 'size';
  value: string | undefined;
  options: Option[];
}) {
  const t = useTranslations('threads');
  return (
    <SelectBox
      name={name}
      aria-label={t(`filter_${name}`)}
      defaultValue={value ?? ''}
      options={[
        { value: '', label: t(`any_${name}`) },
        ...options.map((option) => ({ value: option, label: t(`is_${option}`) })),
      ]}
    />
  );
}
