import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { PasskeyButton } from '#app/routes/account/passkey-button';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

/** The fields of the form that waits. */
type Carried = [name: string, value: string | string[]][];

interface ProveFormsProps {
  ways: { password: boolean; code: boolean; passkey: boolean };
  to: string;
  carried: Carried;
  reply: FormReply | undefined;
}

function Hidden({ carried, way }: { carried: Carried; way: string }) {
  return (
    <>
      <input type="hidden" name="proveWay" value={way} />
      {carried.flatMap(([name, value]) =>
        [value].flat().map((one) => <input key={`${name} ${one}`} type="hidden" name={name} value={one} />),
      )}
    </>
  );
}

/** One form for each way in which the member can prove who they are. */
export function ProveForms({ ways, to, carried, reply }: ProveFormsProps) {
  const t = useTranslations('prove');
  const factor = useTranslations('secondFactor');
  const action = paths.prove({ to });
  const none = !ways.password && !ways.code && !ways.passkey;
  return (
    <>
      {ways.passkey && (
        <PasskeyButton purpose="prove" action={action} fields={{}} label={t('byPasskey')}>
          <Hidden carried={carried} way="passkey" />
        </PasskeyButton>
      )}
      {ways.password && (
        <Form method="post" action={action} noValidate className="stack">
          <Hidden carried={carried} way="password" />
          <TextInput
            name="provePassword"
            type="password"
            label={t('password')}
            autoComplete="current-password"
            errors={reply?.errors.password}
          />
          <div>
            <Button variant="primary" icon="shield-check">
              {t('byPassword')}
            </Button>
          </div>
        </Form>
      )}
      {ways.code && (
        <Form method="post" action={action} noValidate className="stack">
          <Hidden carried={carried} way="code" />
          <TextInput
            name="proveCode"
            label={factor('anyCode')}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            errors={reply?.errors.code}
          />
          <div>
            <Button icon="shield-check">{t('byCode')}</Button>
          </div>
        </Form>
      )}
      {none && (
        <Form method="post" action={action} className="stack">
          <input type="hidden" name="proveWay" value="link" />
          <p>{t('linkLead')}</p>
          <div>
            <Button variant="primary" icon="mail">
              {t('link')}
            </Button>
          </div>
        </Form>
      )}
    </>
  );
}
