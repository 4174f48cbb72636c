import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { AuditLine } from '#app/domain/audit/model';
import { paths } from '#app/paths';
import { Badge } from '#app/ui/primitives/text';

const SUBJECTS = ['member', 'authority', 'topic', 'invitation', 'thread', 'post'] as const;

/** One entry: what, who, on what, when, from where. `at` and `action` are already in words. */
export function AuditLineView({ line }: { line: AuditLine }) {
  const t = useTranslations('audit');
  const detail = Object.entries(line.detail);
  return (
    <li className="notice" data-row="">
      <div className="cluster">
        <strong>{line.action}</strong>
        {line.outcome === 'refused' && <Badge tone="danger">{t('refused')}</Badge>}
        {line.actor ? (
          <Link to={paths.adminMember(line.actor.handle)}>
            <bdi>{line.actor.name}</bdi>
          </Link>
        ) : (
          <span>{t('guest')}</span>
        )}
        {line.subject && <Subject subject={line.subject} />}
      </div>
      <p className="facts">
        {line.at}
        {line.ipAddress && (
          <>
            {' '}
            · <bdi dir="ltr">{line.ipAddress}</bdi>
          </>
        )}
        {line.requestId && (
          <>
            {' '}
            · <bdi dir="ltr">{line.requestId}</bdi>
          </>
        )}
      </p>
      {detail.length > 0 && (
        <p className="facts">
          {detail.map(([name, value]) => (
            <bdi key={name}>
              {name}: {String(value)}{' '}
            </bdi>
          ))}
        </p>
      )}
    </li>
  );
}

function Subject({ subject }: { subject: NonNullable<AuditLine['subject']> }) {
  const t = useTranslations('audit');
  const type = SUBJECTS.find((known) => known === subject.type);
  return (
    <span>
      {t('on')} {type ? t(`subject.${type}`) : subject.type} <bdi>{subject.name ?? subject.id}</bdi>
    </span>
  );
}
