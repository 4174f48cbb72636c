import type { ReactNode } from 'react';
import type { IndexStatus } from '#app/domain/search/status.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Button } from '#app/ui/primitives/button';
import { Form } from '#app/ui/primitives/link';
import { Badge, Callout, Time, useRelativeWords } from '#app/ui/primitives/text';

/** How one search index does, and what an administrator can do about it. */
export function IndexReport({ index }: { index: IndexStatus }) {
  const t = useTranslations('admin.searchState');
  const relative = useRelativeWords();
  const { health, rebuilding, lastError, failures } = index;
  const never = t('never');
  return (
    <section className="index-report">
      <div className="section-head">
        <h3>{t(nameOf(index))}</h3>
        <StateBadge index={index} />
      </div>
      <dl className="facts-list">
        {health && <Fact name={t('documents')}>{health.documents}</Fact>}
        {index.drift !== null && <Fact name={t('drift')}>{index.drift === 0 ? t('noDrift') : index.drift}</Fact>}
        <Fact name={t('waiting')}>
          {t('waitingSince', { count: index.waiting, time: index.waitingSince ? relative(index.waitingSince) : '' })}
        </Fact>
        <Fact name={t('swept')}>
          {index.sweptAt ? (
            <>
              <Time iso={index.sweptAt} /> · {t('repaired', { count: index.repaired })}
            </>
          ) : (
            never
          )}
        </Fact>
        <Fact name={t('rebuilt')}>{index.rebuiltAt ? <Time iso={index.rebuiltAt} /> : never}</Fact>
      </dl>
      {health?.detail && (
        <p className="facts">
          <bdi dir="ltr">{health.detail}</bdi>
        </p>
      )}
      {lastError && (
        <Callout tone="warning">
          <p>
            {t('lastError')} (<Time iso={lastError.at} />
            ): <bdi dir="ltr">{lastError.text}</bdi>
          </p>
        </Callout>
      )}
      {rebuilding ? (
        <p role="status">{t('rebuilding', { documents: rebuilding.documents, of: rebuilding.of })}</p>
      ) : (
        <Act index={index.id} intent="rebuild" label={`${t('rebuild')}: ${t(nameOf(index))}`}>
          {t('rebuild')}
        </Act>
      )}
      {failures.length > 0 && (
        <>
          <h4>{t('failures')}</h4>
          <ul>
            {failures.map((each) => (
              <li key={`${each.entityType}:${each.entityId}`}>
                <bdi dir="ltr">
                  {each.entityType}:{each.entityId}
                </bdi>{' '}
                · {t('attempts', { count: each.attempts })} · <bdi dir="ltr">{each.reason}</bdi>
              </li>
            ))}
          </ul>
          <Act index={index.id} intent="retry" label={t('retry')}>
            {t('retry')}
          </Act>
        </>
      )}
    </section>
  );
}

function nameOf({ id, health }: IndexStatus): 'meilisearch' | 'embedded' | 'embeddedElsewhere' {
  if (id.startsWith('meilisearch:')) {
    return 'meilisearch';
  }
  return health ? 'embedded' : 'embeddedElsewhere';
}

function StateBadge({ index: { health } }: { index: IndexStatus }) {
  const t = useTranslations('admin.searchState');
  if (!health) {
    return <Badge>{t('elsewhere')}</Badge>;
  }
  if (!health.ready) {
    return <Badge tone="danger">{t('down')}</Badge>;
  }
  return health.needsRebuild ? (
    <Badge tone="warning">{t('needsRebuild')}</Badge>
  ) : (
    <Badge tone="positive">{t('ready')}</Badge>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Act({ index, intent, label, children }: { index: string; intent: string; label: string; children: string }) {
  return (
    <Form method="post" action={paths.adminSearch()}>
      <input type="hidden" name="index" value={index} />
      <input type="hidden" name="intent" value={intent} />
      <Button size="sm" icon="rotate-ccw" aria-label={label}>
        {children}
      </Button>
    </Form>
  );
}
