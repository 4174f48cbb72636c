import { useTranslations } from '#app/i18n/translations';
import type { LabelData } from '#app/routes/threads/label-forms';
import { PersonLine } from '#app/ui/forum/person-line';
import { SectionHead } from '#app/ui/layout/page-header';
import { Badge, Callout } from '#app/ui/primitives/text';

/** For the author of a thread: who has read it, and whom a recall has to reach. */
export function Readers({ data, readers }: { data: LabelData; readers: NonNullable<LabelData['readers']> }) {
  const t = useTranslations('labelPage');
  // Who broke the glass was never to see it, and is listed with the reason below.
  const gone = readers.filter((reader) => !reader.seesItNow && !reader.brokeGlass);
  const still = readers.filter((reader) => reader.seesItNow);
  return (
    <section aria-labelledby="readers" className="stack">
      <SectionHead title={t('readers')} id="readers" />
      <p className="facts">{t('readersHint')}</p>
      {data.wasPublic && data.label !== 'CLEAR' && (
        <Callout tone="warning">
          <p>{t('wasPublic')}</p>
        </Callout>
      )}
      {gone.length > 0 && (
        <div className="callout callout-warning">
          <h3>{t('recall')}</h3>
          <p>{t('recallHint', { count: gone.length })}</p>
          <ReaderList readers={gone} />
        </div>
      )}
      {readers.length === 0 ? <p className="facts">{t('noReaders')}</p> : <ReaderList readers={still} />}
      {data.brokenGlass.length > 0 && (
        <>
          <h3>{t('glass')}</h3>
          <ul className="plain-list">
            {data.brokenGlass.map((one) => (
              <li key={one.at}>
                <PersonLine person={one.by} at={one.at} />
                <p>
                  <bdi>{one.reason}</bdi>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function ReaderList({ readers }: { readers: NonNullable<LabelData['readers']> }) {
  const t = useTranslations('labelPage');
  return (
    <ul className="plain-list">
      {readers.map((reader) => (
        <li key={`${reader.person.href} ${reader.at}`}>
          <PersonLine person={reader.person} at={reader.at}>
            {reader.brokeGlass && <Badge tone="warning">{t('brokeGlass')}</Badge>}
          </PersonLine>
        </li>
      ))}
    </ul>
  );
}

/** Every change of the label, newest first. */
export function LabelHistory({ changes }: { changes: NonNullable<LabelData['history']> }) {
  const t = useTranslations('labelPage');
  if (changes.length === 0) {
    return <p className="facts">{t('noHistory')}</p>;
  }
  return (
    <ul className="plain-list">
      {changes.map((change) => (
        <li key={change.at}>
          <PersonLine person={change.by ?? { name: null }} at={change.at} />
          <p>
            <bdi>{t('fromTo', { from: change.from, to: change.to })}</bdi>
            {': '}
            <bdi>{change.reason}</bdi>
          </p>
        </li>
      ))}
    </ul>
  );
}
