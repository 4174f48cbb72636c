import { useTranslations } from '#app/i18n/translations';
import { RadioGroup } from '#app/ui/primitives/choices';
import { TextInput } from '#app/ui/primitives/inputs';
import type { FieldOf } from '#app/ui/sessions/session-form';

/** Day, times and places. For a time that comes twice, on the night in October, which of the two is meant. */
export function WhenFields({ field }: { field: FieldOf }) {
  const t = useTranslations('sessions.form');
  const endDate = field('endDate');
  return (
    <fieldset className="form-part">
      <legend>{t('whenWhere')}</legend>
      <div className="form-when">
        <TextInput {...field('date')} label={t('date')} type="date" dir="ltr" />
        <TextInput {...field('startTime')} label={t('startTime')} hint={t('timeHint')} type="time" dir="ltr" />
        <TextInput {...field('endTime')} label={t('endTime')} type="time" dir="ltr" />
      </div>
      <FoldChoice field={field} name="startFold" of="startTime" label={t('startFold')} />
      <FoldChoice field={field} name="endFold" of="endTime" label={t('endFold')} />
      <details open={endDate.defaultValue !== '' || endDate.errors !== undefined}>
        <summary className="quiet-link">{t('endDate')}</summary>
        <TextInput {...endDate} label={t('endDate')} labelHidden type="date" dir="ltr" optional />
      </details>
      <TextInput {...field('place')} label={t('place')} optional maxLength={300} />
      <TextInput {...field('videoUrl')} label={t('videoUrl')} hint={t('videoHint')} type="url" optional />
    </fieldset>
  );
}

function FoldChoice({
  field,
  name,
  of,
  label,
}: {
  field: FieldOf;
  name: 'startFold' | 'endFold';
  of: 'startTime' | 'endTime';
  label: string;
}) {
  const t = useTranslations('sessions.form');
  const { defaultValue } = field(name);
  const asked = field(of).errors?.some(({ key }) => key === 'time_twice') ?? false;
  if (!asked && defaultValue === '') {
    return null;
  }
  return (
    <RadioGroup
      name={name}
      label={label}
      inline
      defaultValue={defaultValue}
      options={[
        { value: 'earlier', label: t('earlier') },
        { value: 'later', label: t('later') },
      ]}
    />
  );
}
