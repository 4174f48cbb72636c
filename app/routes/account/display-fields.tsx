import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { typed } from '#app/routes/account/typed';
import { Checkbox, RadioGroup } from '#app/ui/primitives/choices';

interface DisplaySettings {
  locale: string;
  theme: string;
  density: string;
  mailNotices: boolean;
}

const THEMES = ['system', 'light', 'dark'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;

/** Language, colours, density, and whether notices come by mail too. */
export function DisplayFields({ reply, start }: { reply: FormReply | undefined; start: DisplaySettings }) {
  const t = useTranslations('account');
  return (
    <>
      <RadioGroup
        name="locale"
        label={t('locale')}
        inline
        options={[
          { value: 'he', label: <span lang="he">עברית</span> },
          { value: 'en', label: <span lang="en">English</span> },
        ]}
        defaultValue={typed(reply, 'locale', start.locale)}
        errors={reply?.errors.locale}
      />
      <RadioGroup
        name="theme"
        label={t('theme')}
        inline
        options={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
        defaultValue={typed(reply, 'theme', start.theme)}
        errors={reply?.errors.theme}
      />
      <RadioGroup
        name="density"
        label={t('density')}
        inline
        options={DENSITIES.map((value) => ({ value, label: t(`densities.${value}`) }))}
        defaultValue={typed(reply, 'density', start.density)}
        errors={reply?.errors.density}
      />
      <Checkbox
        name="mailNotices"
        label={t('mailNotices')}
        defaultChecked={reply ? typed(reply, 'mailNotices') === 'on' : start.mailNotices}
      />
    </>
  );
}
