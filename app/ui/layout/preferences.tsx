import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import type { RootData } from '#app/ui/layout/root-data';

interface Choice {
  value: string;
  label: string;
  lang?: string;
}

/** Buttons that change one preference and come back. Plain forms: the whole document changes its language. */
function PreferenceForm({
  name,
  current,
  choices,
  label,
  returnTo,
}: {
  name: string;
  current: string;
  choices: Choice[];
  label: string;
  returnTo: string;
}) {
  return (
    <form method="post" action={paths.preferences()}>
      <input type="hidden" name="returnTo" value={returnTo} />
      <fieldset>
        <legend className="menu-label">{label}</legend>
        <div className="segmented">
          {choices.map((choice) => (
            <button
              key={choice.value}
              type="submit"
              name={name}
              value={choice.value}
              lang={choice.lang}
              className="menu-item"
              aria-pressed={choice.value === current}
            >
              {choice.label}
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}

const LANGUAGES: Choice[] = [
  { value: 'he', label: 'עברית', lang: 'he' },
  { value: 'en', label: 'English', lang: 'en' },
];

/** Language, light and density. */
export function Preferences({ data }: { data: RootData }) {
  const t = useTranslations('nav');
  return (
    <>
      <PreferenceForm
        name="locale"
        current={data.locale}
        label={t('language')}
        returnTo={data.path}
        choices={LANGUAGES}
      />
      <PreferenceForm
        name="theme"
        current={data.theme}
        label={t('theme')}
        returnTo={data.path}
        choices={[
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
          { value: 'system', label: t('themeSystem') },
        ]}
      />
      <PreferenceForm
        name="density"
        current={data.density}
        label={t('density')}
        returnTo={data.path}
        choices={[
          { value: 'comfortable', label: t('comfortable') },
          { value: 'compact', label: t('compact') },
        ]}
      />
    </>
  );
}
