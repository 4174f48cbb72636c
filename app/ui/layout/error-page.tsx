import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { RingEmpty } from '#app/ui/forum/ring';
import { ButtonLink } from '#app/ui/primitives/button';
import { type FieldError, useErrorText } from '#app/ui/primitives/field';

/** The statuses with words of their own: keys `s400` … of namespace `errorPages`. */
const KNOWN = [400, 403, 404, 405, 409, 413, 414, 415, 422, 429, 500, 503] as const;

export interface ErrorPageProps {
  status: number;
  /** The domain's own words for what was refused, said under the page's. */
  message?: FieldError | null;
  requestId?: string | undefined;
}

/** What went wrong, what to do now, and the number by which we find it in the log. */
export function ErrorPage({ status, message, requestId }: ErrorPageProps) {
  const t = useTranslations('errorPages');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const known = KNOWN.find((code) => code === status) ?? (status < 500 ? 400 : 500);
  return (
    <div className="page">
      <div className="empty">
        <RingEmpty sizePx={112} />
        <h1>{t(`s${known}.title`)}</h1>
        {message && <p>{errorText(message)}</p>}
        <p>{t(`s${known}.text`)}</p>
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
