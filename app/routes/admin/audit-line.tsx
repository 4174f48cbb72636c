import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Link } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

/** An entry in the reader's words. */
export interface AuditRow {
  at: string;
  action: string;
  outcome: string;
  actor: { name: string; handle: string } | null;
  subject: { type: string; id: string; name: string | null } | null;
  ipAddress: string | null;
  requestId: string | null;
  detail: Record<string, string | number | boolean | null>;
}

const SUBJECTS = ['member', 'authority', 'topic', 'invitation', 'thread', 'post', 'outsider', 'page'] as const;

/** One entry: what, who, on what, when, from where. */
export function AuditLineView({ line }: { line: AuditRow }) {
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

function Subject({ subject }: { subject: NonNullable<AuditRow['subject']> }) {
  const t = useTranslations('audit');
  const type = SUBJECTS.find((known) => known === subject.type);
  return (
    <span>
      {t('on')} {type ? t(`subject.${type}`) : subject.type} <bdi>{subject.name ?? subject.id}</bdi>
    </span>
  );
}
