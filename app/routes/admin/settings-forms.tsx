import { NEW_MEMBER } from '#app/domain/limits/table';
import type { LoginLimits } from '#app/domain/login/model';
import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

export const LIMIT_FIELDS = ['idleDays', 'idleDaysStrong', 'maxDaysStrong'] as const;

export function LimitsForm({ reply, limits }: { reply: FormReply | undefined; limits: LoginLimits }) {
  const t = useTranslations('admin');
  return (
    <>
      <SectionHead title={t('limits')} />
      <p>{t('limitsLead')}</p>
      <Form method="post" action={paths.adminSettings()} noValidate className="stack">
        <input type="hidden" name="intent" value="limits" />
        {LIMIT_FIELDS.map((name) => (
          <TextInput
            key={name}
            name={name}
            label={t(name)}
            inputMode="numeric"
            dir="ltr"
            defaultValue={typed(reply, name, String(limits[name]))}
            errors={reply?.errors[name]}
          />
        ))}
        <div>
          <Button>{t('limitsSave')}</Button>
        </div>
      </Form>
    </>
  );
}

export function SsoForm({ allowed }: { allowed: boolean }) {
  const t = useTranslations('admin');
  return (
    <>
      <SectionHead title={t('ssoPolicy')} />
      <p>{t('ssoPolicyLead')}</p>
      <p>
        <Badge tone={allowed ? 'warning' : 'neutral'}>{t(allowed ? 'ssoAllowed' : 'ssoNotAllowed')}</Badge>
      </p>
      <Form method="post" action={paths.adminSettings()}>
        <input type="hidden" name="intent" value="sso" />
        <Button name="allowed" value={allowed ? 'no' : 'yes'}>
          {t(allowed ? 'ssoForbid' : 'ssoAllow')}
        </Button>
      </Form>
    </>
  );
}

/** Whether new members write less for some days. */
export function NewMembersForm({ limited }: { limited: boolean }) {
  const t = useTranslations('admin');
  return (
    <>
      <SectionHead title={t('newMembers')} />
      <p>
        {t('newMembersLead', {
          days: NEW_MEMBER.days,
          threads: NEW_MEMBER.threadsADay,
          replies: NEW_MEMBER.repliesADay,
          links: NEW_MEMBER.linksAPost,
        })}
      </p>
      <p>
        <Badge tone={limited ? 'positive' : 'neutral'}>{t(limited ? 'newMembersOn' : 'newMembersOff')}</Badge>
      </p>
      <Form method="post" action={paths.adminSettings()}>
        <Button name="limited" value={limited ? 'no' : 'yes'} variant={limited ? 'secondary' : 'primary'}>
          {t(limited ? 'newMembersTurnOff' : 'newMembersTurnOn')}
        </Button>
      </Form>
    </>
  );
}

/** Whether people who are no members comment under TLP:CLEAR threads. */
export function OutsidersForm({ open }: { open: boolean }) {
  const t = useTranslations('admin');
  return (
    <>
      <SectionHead title={t('outsiders')} />
      <p>{t('outsidersLead')}</p>
      <p>
        <Badge tone={open ? 'positive' : 'neutral'}>{t(open ? 'outsidersOn' : 'outsidersOff')}</Badge>
      </p>
      <Form method="post" action={paths.adminSettings()}>
        <input type="hidden" name="intent" value="outsiders" />
        <Button name="open" value={open ? 'no' : 'yes'}>
          {t(open ? 'outsidersTurnOff' : 'outsidersTurnOn')}
        </Button>
      </Form>
    </>
  );
}
