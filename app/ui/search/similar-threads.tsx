import type { Label } from '#app/domain/labels';
import { useTranslations } from '#app/i18n/translations';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Icon } from '#app/ui/primitives/icon';
import { Link } from '#app/ui/primitives/link';

export interface SimilarThread {
  id: number;
  href: string;
  title: string;
  dir: 'rtl' | 'ltr';
  label: Label;
  answered: boolean;
  answerCount: number;
}

/** A short list of threads about the same. `newTab`: somebody is writing and must not lose their place. */
export function SimilarThreads({ threads, newTab }: { threads: readonly SimilarThread[]; newTab?: boolean }) {
  const t = useTranslations('ui');
  return (
    <ul className="similar-list">
      {threads.map((thread) => (
        <li key={thread.id}>
          <Link to={thread.href} {...(newTab && { target: '_blank', rel: 'noreferrer' })}>
            <bdi dir={thread.dir}>{thread.title}</bdi>
            {newTab && <span className="visually-hidden"> ({t('newTab')})</span>}
          </Link>
          <span className="row-meta">
            {thread.label !== 'GREEN' && <LabelBadge label={thread.label} />}
            {thread.answered && (
              <span className="row-answered">
                <Icon name="check" />
                {t('answered')}
              </span>
            )}
            <span>{t('answerCount', { count: thread.answerCount })}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
