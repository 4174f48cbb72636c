import type { ReplyState } from '#app/domain/sessions/waiting-list';
import { useTranslations } from '#app/i18n/translations';
import { Icon } from '#app/ui/primitives/icon';
import { Form } from '#app/ui/primitives/link';

export interface ReplyFormProps {
  action: string;
  mine: ReplyState | null;
  /** No place is free: whoever says yes now waits. */
  full: boolean;
  /** One's turn on the waiting list, from 1. */
  turn: number | null;
}

const WISHES = ['going', 'maybe', 'no'] as const;

/** One press replies; the pressed one is what holds. Works without JavaScript. */
export function ReplyForm({ action, mine, full, turn }: ReplyFormProps) {
  const t = useTranslations('sessions');
  const waits = full && mine !== 'going';
  return (
    <section className="reply" aria-labelledby="reply">
      <h2 id="reply">{mine === null ? t('replyNow') : t('reply')}</h2>
      <Form method="post" action={action} stay className="reply-buttons">
        <input type="hidden" name="intent" value="reply" />
        {WISHES.map((wish) => {
          const pressed = mine === wish || (wish === 'going' && mine === 'waiting');
          return (
            <button
              key={wish}
              type="submit"
              name="wish"
              value={wish}
              aria-pressed={pressed}
              className={wish === 'going' && mine === null ? 'btn btn-primary' : 'btn btn-secondary'}
            >
              {pressed && <Icon name="check" />}
              {wish === 'going' && waits ? t('wish.waiting') : t(`wish.${wish}`)}
            </button>
          );
        })}
      </Form>
      {turn !== null && <p>{t('turn', { turn })}</p>}
      {waits && <p className="facts">{t('full')}</p>}
    </section>
  );
}
