import { useTranslations } from 'use-intl';
import { ActionForm, type ActionTarget } from '#app/ui/forum/post-actions';
import { Icon } from '#app/ui/primitives/icon';

export interface VoteButtonProps {
  count: number;
  voted: boolean;
  /** Null for those who may not vote: guests, and the author. They see the number. */
  target: ActionTarget | null;
}

/** "This helped", with how many it did. */
export function VoteButton({ count, voted, target }: VoteButtonProps) {
  const t = useTranslations('ui');
  const words = t('votes', { count });
  const number = (
    <>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">({words})</span>
    </>
  );
  if (!target) {
    return (
      <span className="cluster vote facts" title={words}>
        <Icon name="arrow-up" />
        {number}
      </span>
    );
  }
  return (
    <ActionForm {...target} icon="arrow-up" pressed={voted} className="vote" title={words}>
      {t('helped')} {number}
    </ActionForm>
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
