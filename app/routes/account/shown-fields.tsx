import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { typed } from '#app/routes/account/typed';
import { SectionHead } from '#app/ui/layout/page-header';
import { Checkbox } from '#app/ui/primitives/choices';

const FIELDS = ['showsItRole', 'showsEmployment', 'showsAbout', 'showsEmail'] as const;

type Start = Record<(typeof FIELDS)[number], boolean>;

/** Which of one's details other members see. */
export function ShownFields({ reply, start }: { reply: FormReply | undefined; start: Start }) {
  const t = useTranslations('account.shown');
  return (
    <>
      <SectionHead title={t('title')} />
      <p>{t('lead')}</p>
      {FIELDS.map((name) => (
        <Checkbox
          key={name}
          name={name}
          label={t(name)}
          defaultChecked={reply ? typed(reply, name) === 'on' : start[name]}
        />
      ))}
    </>
  );
}
