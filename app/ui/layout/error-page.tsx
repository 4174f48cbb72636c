import { useTranslations } from 'use-intl';
import { paths } from '#app/paths';
import { RingEmpty } from '#app/ui/forum/ring';
import { ButtonLink } from '#app/ui/primitives/button';

const KNOWN = [400, 403, 404, 413, 429, 500] as const;

/** What went wrong, what to do now, and the number by which we find it in the log. */
export function ErrorPage({ status, requestId }: { status: number; requestId?: string | undefined }) {
  const t = useTranslations('states');
  const ui = useTranslations('ui');
  const known = KNOWN.find((code) => code === status) ?? (status < 500 ? 400 : 500);
  return (
    <div className="page">
      <div className="empty">
        <RingEmpty sizePx={112} />
        <h1>{t(`error${known}`)}</h1>
        <p>{t(`error${known}Text`)}</p>
        <div className="cluster">
          <ButtonLink to={paths.home()} variant="primary">
            {t('toHome')}
          </ButtonLink>
          {known === 404 && <ButtonLink to={paths.search()}>{t('toSearch')}</ButtonLink>}
        </div>
        <p className="error-code">
          <bdi dir="ltr">{status}</bdi>
          {requestId && (
            <>
              {' · '}
              {ui('requestId')}: <bdi dir="ltr">{requestId}</bdi>
            </>
          )}
        </p>
      </div>
    </div>
  );
}
