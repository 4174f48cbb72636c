import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Badge, Callout } from '#app/ui/primitives/text';

interface Replied {
  reply: FormReply | undefined;
}

function PasswordField({ reply, id }: Replied & { id: string }) {
  const t = useTranslations('secondFactor');
  return (
    <TextInput
      name="password"
      id={id}
      type="password"
      label={t('password')}
      autoComplete="current-password"
      errors={reply?.errors.password}
    />
  );
}

function CodeField({ reply, id, any = false }: Replied & { id: string; any?: boolean }) {
  const t = useTranslations('secondFactor');
  return (
    <TextInput
      name="code"
      id={id}
      label={any ? t('anyCode') : t('code')}
      hint={any ? undefined : t('codeHint')}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      inputMode={any ? undefined : 'numeric'}
      dir="ltr"
      errors={reply?.errors.code}
    />
  );
}

/** Nothing is set up yet. */
export function FactorOff({ asksPassword, reply }: Replied & { asksPassword: boolean }) {
  const t = useTranslations('secondFactor');
  return (
    <Form method="post" action={paths.accountFactor()} noValidate className="stack">
      <input type="hidden" name="intent" value="begin" />
      <p>
        <Badge>{t('off')}</Badge>
      </p>
      {asksPassword && <PasswordField reply={reply} id="begin-password" />}
      <div>
        <Button variant="primary" icon="lock">
          {t('begin')}
        </Button>
      </div>
    </Form>
  );
}

/** The code to scan, and the field for the first code of it. */
export function FactorSetup({ setup, reply }: Replied & { setup: { secret: string } }) {
  const t = useTranslations('secondFactor');
  return (
    <>
      <p>{t('scan')}</p>
      <img className="qr" src={paths.factorImage()} alt={t('qr')} width={220} height={220} />
      <p>
        {t('key')}: <code dir="ltr">{setup.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <Form method="post" action={paths.accountFactor()} noValidate className="stack">
        <input type="hidden" name="intent" value="confirm" />
        <CodeField reply={reply} id="confirm-code" />
        <div>
          <Button variant="primary" icon="check">
            {t('confirm')}
          </Button>
        </div>
      </Form>
    </>
  );
}

/** It is on: new recovery codes, or off with it. */
export function FactorOn({ codesLeft, asksPassword, reply }: Replied & { codesLeft: number; asksPassword: boolean }) {
  const t = useTranslations('secondFactor');
  const of = (intent: string) => (reply?.intent === intent ? reply : undefined);
  return (
    <>
      <p>
        <Badge tone="positive">{t('on')}</Badge> {t('codesLeft', { count: codesLeft })}
      </p>
      <SectionHead title={t('renew')} />
      <Form method="post" action={paths.accountFactor()} noValidate className="stack">
        <input type="hidden" name="intent" value="codes" />
        <CodeField reply={of('codes')} id="renew-code" any />
        <div>
          <Button>{t('renew')}</Button>
        </div>
      </Form>
      <SectionHead title={t('remove')} />
      <p className="facts">{t('removeHint')}</p>
      <Form method="post" action={paths.accountFactor()} noValidate className="stack">
        <input type="hidden" name="intent" value="remove" />
        {asksPassword && <PasswordField reply={of('remove')} id="remove-password" />}
        <CodeField reply={of('remove')} id="remove-code" any />
        <div>
          <Button variant="danger">{t('remove')}</Button>
        </div>
      </Form>
    </>
  );
}

/** Shown once, right after they were made. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations('secondFactor');
  return (
    <div role="status">
      <Callout tone="positive">
        <strong>{t('codesTitle')}</strong>
        <p>{t('codesOnce')}</p>
        <ul className="recovery-codes" dir="ltr">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </Callout>
    </div>
  );
}
