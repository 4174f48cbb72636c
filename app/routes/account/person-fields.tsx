import { EMPLOYMENTS, IT_ROLES } from '#app/domain/members/model';
import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import { Checkbox, RadioGroup } from '#app/ui/primitives/choices';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Link } from '#app/ui/primitives/link';
import { Prose } from '#app/ui/primitives/prose';

/** The notice at sign-up as it is shown, and which text of it that is. */
export interface ShownNotice {
  html: string;
  version: string;
}

interface PersonFieldProps {
  reply: FormReply | undefined;
  /** What stands in the field before anything was typed. */
  start?: string;
}

/** The name, and the name in Latin letters. */
export function NameFields({
  reply,
  name = '',
  nameEn = '',
}: {
  reply: FormReply | undefined;
  name?: string;
  nameEn?: string;
}) {
  const t = useTranslations('account');
  return (
    <>
      <TextInput
        name="name"
        label={t('name')}
        autoComplete="name"
        maxLength={80}
        defaultValue={typed(reply, 'name', name)}
        errors={reply?.errors.name}
      />
      <TextInput
        name="nameEn"
        label={t('nameEn')}
        hint={t('nameEnHint')}
        optional
        dir="ltr"
        maxLength={80}
        defaultValue={typed(reply, 'nameEn', nameEn)}
        errors={reply?.errors.nameEn}
      />
    </>
  );
}

/** One of the six official roles; `optional` for those who have none. */
export function ItRoleField({ reply, start = '', optional = false }: PersonFieldProps & { optional?: boolean }) {
  const t = useTranslations('account');
  const roles = useTranslations('roles');
  const none = { value: '', label: optional ? t('itRoleNone') : t('apply.choose') };
  return (
    <Select
      name="itRole"
      label={t('itRole')}
      optional={optional}
      options={[none, ...IT_ROLES.map((value) => ({ value, label: roles(value) }))]}
      defaultValue={typed(reply, 'itRole', start)}
      errors={reply?.errors.itRole}
    />
  );
}

export function EmploymentField({ reply, start = '' }: PersonFieldProps) {
  const t = useTranslations('account');
  return (
    <RadioGroup
      name="employment"
      label={t('employment')}
      options={EMPLOYMENTS.map((value) => ({ value, label: t(`employments.${value}`) }))}
      defaultValue={typed(reply, 'employment', start)}
      errors={reply?.errors.employment}
    />
  );
}

/** The notice at sign-up, the whole page of privacy, and the box that says it was read: which text of it goes along. */
export function PrivacyField({ reply, notice }: { reply: FormReply | undefined; notice: ShownNotice }) {
  const t = useTranslations('account.apply');
  return (
    <div>
      <h2 className="field-label">{t('privacyTitle')}</h2>
      <Prose html={notice.html} />
      <input type="hidden" name="notice" value={notice.version} />
      <p>
        <Link to={paths.privacy()}>{t('privacyLink')}</Link>
      </p>
      <Checkbox
        name="privacy"
        required
        label={t('accept')}
        defaultChecked={typed(reply, 'privacy') === 'on' && !reply?.errors.privacy}
        errors={reply?.errors.privacy}
      />
    </div>
  );
}
