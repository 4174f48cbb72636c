import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { RailSection } from '#app/ui/layout/frame';
import { Link } from '#app/ui/primitives/link';

const TIPS = [
  ['examplePhrase', 'tipPhrase'],
  ['exampleWithout', 'tipWithout'],
  ['exampleTopic', 'tipTopic'],
  ['exampleTag', 'tipTag'],
  ['exampleDates', 'tipDates'],
] as const;

/** How to be more exact, each with an example that can be tried. */
export function SearchTips() {
  const t = useTranslations('search');
  return (
    <RailSection title={t('tips')}>
      <dl className="search-tips">
        {TIPS.map(([example, meaning]) => (
          <div key={example}>
            <dt>
              <Link to={paths.search({ q: t(example) })}>
                <bdi>{t(example)}</bdi>
              </Link>
            </dt>
            <dd className="facts">{t(meaning)}</dd>
          </div>
        ))}
      </dl>
    </RailSection>
  );
}
