import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Button } from '#app/ui/primitives/button';
import { SelectBox } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';

interface SessionFilterBarProps {
  view: 'upcoming' | 'past' | 'month';
  month: string | undefined;
  /** Empty for all. */
  topic: string;
  tag: string;
  topics: { value: string; label: string }[];
}

/** Which sessions the page shows, in any of its views: those of a topic, those that spoke of a tag. */
export function SessionFilterBar({ view, month, topic, tag, topics }: SessionFilterBarProps) {
  const t = useTranslations('sessions');
  const withoutTag = { view: view === 'past' ? view : undefined, month, topic };
  return (
    <Form method="get" action={paths.sessions()} className="filter-bar" key={`${topic} ${tag}`}>
      {view === 'past' && <input type="hidden" name="view" value="past" />}
      {month && <input type="hidden" name="month" value={month} />}
      {tag && <input type="hidden" name="tag" value={tag} />}
      <SelectBox
        name="topic"
        aria-label={t('filterTopic')}
        defaultValue={topic}
        options={[{ value: '', label: t('anyTopic') }, ...topics]}
      />
      <Button size="sm" icon="sliders-horizontal">
        {t('show')}
      </Button>
      {tag && (
        <span className="facts">
          {t('withTag')} <bdi className="tag">{tag}</bdi>{' '}
          <Link to={paths.sessions(withoutTag)} className="quiet-link">
            {t('anyTag')}
          </Link>
        </span>
      )}
    </Form>
  );
}
