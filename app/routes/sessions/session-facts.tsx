import { useTranslations } from '#app/i18n/translations';
import type { SessionData } from '#app/routes/sessions/session';
import { Icon } from '#app/ui/primitives/icon';
import { Link } from '#app/ui/primitives/link';
import { SessionWhen } from '#app/ui/sessions/session-when';

/** What one asks first of a session: when, where, who leads it, for whom. */
export function SessionFacts({ data }: { data: SessionData }) {
  const t = useTranslations('sessions');
  const ui = useTranslations('ui');
  return (
    <dl className="session-dl">
      <div className="session-first">
        <dt>
          <Icon name="calendar" />
          <span className="visually-hidden">{t('when')}</span>
        </dt>
        <dd>
          <SessionWhen startsAt={data.startsAt} endsAt={data.endsAt} />
        </dd>
      </div>
      <div className="session-first">
        <dt>
          <Icon name={data.place === '' && data.hasVideo ? 'monitor' : 'house'} />
          <span className="visually-hidden">{t('where')}</span>
        </dt>
        <dd>
          <Place data={data} />
        </dd>
      </div>
      <div>
        <dt>{t('by')}</dt>
        <dd>
          {data.hostNames.map((host, index) => (
            <span key={host.href ?? index}>
              {index > 0 && ', '}
              {host.href && data.member ? (
                <Link to={host.href}>
                  <bdi>{host.name}</bdi>
                </Link>
              ) : (
                <bdi>{host.name ?? ui('removedMember')}</bdi>
              )}
            </span>
          ))}
        </dd>
      </div>
      <div>
        <dt>{t('for')}</dt>
        <dd>
          {data.audience === 'roles' ? t('audience.roles', { roles: data.roles }) : t(`audience.${data.audience}`)}
        </dd>
      </div>
      {data.chatham && (
        <div>
          <dt>{t('chatham')}</dt>
          <dd>{t('chathamText')}</dd>
        </div>
      )}
    </dl>
  );
}

function Place({ data }: { data: SessionData }) {
  const t = useTranslations('sessions');
  return (
    <>
      {data.place !== '' && <bdi>{data.place}</bdi>}
      {data.place === '' && (data.hasVideo ? t('video') : t('noPlace'))}
      {data.hasVideo && (
        <span className="session-video">
          {data.videoUrl === null ? (
            <span className="facts">{t('videoLater')}</span>
          ) : (
            <a href={data.videoUrl} rel="noreferrer">
              {t('joinVideo')}
            </a>
          )}
        </span>
      )}
    </>
  );
}
