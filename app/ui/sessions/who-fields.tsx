import { IT_ROLES } from '#app/domain/members/model';
import { AUDIENCES } from '#app/domain/sessions/model';
import { useTranslations } from '#app/i18n/translations';
import { MembersBox } from '#app/ui/forum/members-box';
import type { SuggestMembers } from '#app/ui/forum/mention-list';
import { RadioGroup } from '#app/ui/primitives/choices';
import { FieldGroup } from '#app/ui/primitives/field';
import { TextInput } from '#app/ui/primitives/inputs';
import type { FieldOf } from '#app/ui/sessions/session-form';

/** For whom, how many, and who leads it. What belongs to one audience opens under it, without a script. */
export function WhoFields({
  field,
  roles,
  suggestMembers,
}: {
  field: FieldOf;
  roles: string | string[] | undefined;
  suggestMembers: SuggestMembers;
}) {
  const t = useTranslations('sessions.form');
  const names = useTranslations('roles');
  const ticked = Array.isArray(roles) ? roles : [roles];
  const audience = field('audience');
  return (
    <fieldset className="form-part audience-part">
      <legend>{t('who')}</legend>
      <RadioGroup
        {...audience}
        label={t('audience')}
        inline
        defaultValue={audience.defaultValue || 'members'}
        options={AUDIENCES.map((value) => ({ value, label: t(value) }))}
      />
      <div className="for-roles">
        <FieldGroup name="roles" label={t('rolesLabel')} errors={field('roles').errors}>
          <div className="choices-inline">
            {IT_ROLES.map((role) => (
              <div key={role} className="choice">
                <input
                  type="checkbox"
                  id={`role-${role}`}
                  name="roles"
                  value={role}
                  defaultChecked={ticked.includes(role)}
                />
                <label htmlFor={`role-${role}`}>{names(role)}</label>
              </div>
            ))}
          </div>
        </FieldGroup>
      </div>
      <div className="for-invited">
        <MembersBox
          {...field('invited')}
          label={t('invitedLabel')}
          hint={t('handlesHint')}
          rows={4}
          optional
          suggest={suggestMembers}
        />
      </div>
      <div className="form-pair">
        <TextInput
          {...field('capacity')}
          label={t('capacity')}
          hint={t('capacityHint')}
          inputMode="numeric"
          dir="ltr"
          optional
        />
        <MembersBox {...field('hosts')} label={t('hosts')} hint={t('handlesHint')} optional suggest={suggestMembers} />
      </div>
    </fieldset>
  );
}
