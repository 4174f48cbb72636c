import { ROLES, type Role } from '#app/domain/viewer';
import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { typed } from '#app/routes/account/typed';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { Checkbox } from '#app/ui/primitives/choices';
import { Select, type SelectOption, TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

interface FormProps {
  reply: FormReply | undefined;
}

/** The reply, for the form of the page that it belongs to. */
function ownReply(reply: FormReply | undefined, intent: string): FormReply | undefined {
  return reply?.intent === intent ? reply : undefined;
}

export function RoleForm({ reply, role }: FormProps & { role: Role }) {
  const t = useTranslations('admin');
  const roles = useTranslations('roles');
  const own = ownReply(reply, 'role');
  return (
    <section>
      <SectionHead title={t('role')} />
      <Form method="post" noValidate className="stack">
        <Select
          name="role"
          label={t('role')}
          labelHidden
          options={ROLES.map((value) => ({ value, label: roles(value) }))}
          defaultValue={typed(own, 'role', role)}
          errors={own?.errors.role}
        />
        <div>
          <Button name="intent" value="role" icon="shield">
            {t('changeRole')}
          </Button>
        </div>
      </Form>
    </section>
  );
}

interface AuthoritiesFormProps extends FormProps {
  served: { id: string; primaryContact: boolean }[];
  authorities: SelectOption[];
}

/** The authorities of a member in their order, each with its box for the primary contact, and one more to add. */
export function AuthoritiesForm({ reply, served, authorities }: AuthoritiesFormProps) {
  const t = useTranslations('admin');
  const own = ownReply(reply, 'authorities');
  const name = (id: string) => authorities.find((each) => each.value === id)?.label ?? id;
  const others = authorities.filter((each) => !served.some((one) => one.id === each.value));
  return (
    <section>
      <SectionHead title={t('authoritiesTitle')} />
      <Form
        method="post"
        noValidate
        className="stack"
        key={served.map((each) => `${each.id}${each.primaryContact}`).join()}
      >
        {served.map((each) => (
          <fieldset key={each.id} className="choices-inline">
            <legend>
              <bdi>{name(each.id)}</bdi>
            </legend>
            <Checkbox
              name="authorities"
              id={`serves-${each.id}`}
              value={each.id}
              label={t('serves')}
              defaultChecked
              errors={own?.errors.authorities}
            />
            <Checkbox
              name="primaryContact"
              id={`contact-${each.id}`}
              value={each.id}
              label={t('primaryContact')}
              defaultChecked={each.primaryContact}
            />
          </fieldset>
        ))}
        <Select
          name="authorities"
          id="add-authority"
          label={t('addAuthority')}
          optional
          options={[{ value: '', label: '—' }, ...others]}
        />
        <div>
          <Button name="intent" value="authorities" icon="check">
            {t('saveAuthorities')}
          </Button>
        </div>
      </Form>
    </section>
  );
}

export function ValidityForm({ reply, lastDay }: FormProps & { lastDay: string }) {
  const t = useTranslations('admin');
  const own = ownReply(reply, 'validity');
  return (
    <section>
      <SectionHead title={t('validityTitle')} />
      <Form method="post" noValidate className="stack">
        <TextInput
          name="validUntil"
          type="date"
          label={t('validUntil')}
          hint={t('validUntilHint')}
          optional
          defaultValue={typed(own, 'validUntil', lastDay)}
          errors={own?.errors.validUntil}
        />
        <div>
          <Button name="intent" value="validity" icon="calendar">
            {t('saveValidity')}
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** Suspends, with a reason; or ends the suspension. */
export function StandingForm({ reply, suspended }: FormProps & { suspended: boolean }) {
  const t = useTranslations('admin');
  const measures = useTranslations('measures');
  const own = ownReply(reply, 'suspend');
  return (
    <section>
      <SectionHead title={t('suspendTitle')} />
      <Form method="post" noValidate className="stack">
        {suspended ? (
          <div>
            <Button name="intent" value="reinstate" icon="rotate-ccw">
              {t('reinstate')}
            </Button>
          </div>
        ) : (
          <>
            <p>{t('suspendLead')}</p>
            <TextInput
              name="reason"
              label={t('reason')}
              hint={t('reasonHint')}
              maxLength={500}
              defaultValue={typed(own, 'reason')}
              errors={own?.errors.reason}
            />
            <TextInput
              name="until"
              type="date"
              label={measures('day')}
              hint={measures('untilHint')}
              optional
              defaultValue={typed(own, 'until')}
              errors={own?.errors.until}
            />
            <div>
              <Button variant="danger" name="intent" value="suspend" icon="lock">
                {t('suspend')}
              </Button>
            </div>
          </>
        )}
      </Form>
    </section>
  );
}
