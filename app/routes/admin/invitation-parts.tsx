import { ROLES, type Role } from '#app/domain/viewer';
import type { FormReply } from '#app/http/form-reply';
import { longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import { Button } from '#app/ui/primitives/button';
import { Select, type SelectOption, TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

interface InvitationFormProps {
  reply: FormReply | undefined;
  authorities: SelectOption[];
  administers: boolean;
}

/** Whom to invite, into which authority; administrators choose a role too. */
export function InvitationForm({ reply, authorities, administers }: InvitationFormProps) {
  const t = useTranslations('admin');
  const account = useTranslations('account');
  const roles = useTranslations('roles');
  const own = reply?.intent === 'invite' ? reply : undefined;
  return (
    <Form method="post" action={paths.approvals()} noValidate className="stack" key={reply?.intent}>
      <TextInput
        name="email"
        type="email"
        label={t('email')}
        autoComplete="off"
        defaultValue={typed(own, 'email')}
        errors={own?.errors.email}
      />
      <Select
        name="authority"
        label={t('authority')}
        options={
          authorities.length === 1 ? authorities : [{ value: '', label: account('apply.choose') }, ...authorities]
        }
        defaultValue={typed(own, 'authority')}
        errors={own?.errors.authority}
      />
      {administers && (
        <Select
          name="role"
          label={t('role')}
          options={ROLES.map((value) => ({ value, label: roles(value) }))}
          defaultValue={typed(own, 'role', 'member')}
          errors={own?.errors.role}
        />
      )}
      <div>
        <Button icon="mail" name="intent" value="invite">
          {t('inviteSubmit')}
        </Button>
      </div>
    </Form>
  );
}

interface InvitationRow {
  id: number;
  email: string;
  role: Role;
  authority: string | null;
  invitedBy: string | null;
  expiresAt: string;
}

/** The invitations that were not used yet, each of which can be taken back. */
export function InvitationList({ rows }: { rows: InvitationRow[] }) {
  const locale = useLocale();
  const t = useTranslations('admin');
  const roles = useTranslations('roles');
  if (rows.length === 0) {
    return <p className="facts">{t('noInvitations')}</p>;
  }
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id} className="notice">
          <div className="cluster">
            <bdi dir="ltr">{row.email}</bdi>
            {row.role !== 'member' && <Badge tone="accent">{roles(row.role)}</Badge>}
          </div>
          <p className="facts">
            {row.authority && <bdi>{row.authority}</bdi>} · {t('openUntil', { date: longDay(locale, row.expiresAt) })}
          </p>
          <Form method="post" action={paths.approvals()}>
            <input type="hidden" name="invitationId" value={row.id} />
            <Button size="sm" icon="x" name="intent" value="revoke">
              {t('revoke')}
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  );
}
