import { useTranslations } from '#app/i18n/translations';
import { ActionButton, ActionForm, type ActionTarget } from '#app/ui/forum/post-actions';
import { Icon } from '#app/ui/primitives/icon';

export interface VoteButtonProps {
  count: number;
  voted: boolean;
  /** False for guests and for the author: they see the number. */
  allowed: boolean;
}

/** "This helped", with how many it did. In the form of a `PostActions`. */
export function VoteButton({ count, voted, allowed }: VoteButtonProps) {
  const t = useTranslations('ui');
  const words = t('votes', { count });
  const number = (
    <>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">({words})</span>
    </>
  );
  if (!allowed) {
    return (
      <span className="cluster vote facts" title={words}>
        <Icon name="arrow-up" />
        {number}
      </span>
    );
  }
  return (
    <ActionButton intent={voted ? 'unvote' : 'vote'} icon="arrow-up" pressed={voted} className="vote" title={words}>
      {t('helped')} {number}
    </ActionButton>
  );
}

export interface SameQuestionButtonProps {
  /** Authorities with the same question, the asker's own not counted. */
  authorities: number;
  pressed: boolean;
  /** Null for guests and for the asker. */
  target: ActionTarget | null;
}

/** "Same question here": one press puts the reader's authority at the table. */
export function SameQuestionButton({ authorities, pressed, target }: SameQuestionButtonProps) {
  const t = useTranslations('ui');
  return (
    <div className="same-question">
      {target && (
        <ActionForm {...target} icon={pressed ? 'check' : 'plus'} pressed={pressed} look="secondary">
          {t('sameHere')}
        </ActionForm>
      )}
      <span className="facts">{t('sameCount', { count: authorities })}</span>
    </div>
  );
}
