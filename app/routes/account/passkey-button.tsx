import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Button } from '#app/ui/primitives/button';
import { Form } from '#app/ui/primitives/link';
import { Callout } from '#app/ui/primitives/text';

interface PasskeyButtonProps {
  purpose: 'add' | 'sign-in' | 'prove';
  /** Where the form with the passkey's answer goes. */
  action: string;
  /** Sent along. */
  fields: Record<string, string>;
  /** Visible fields, above the button. */
  children?: ReactNode;
  /** Other words than "Sign in with a passkey". */
  label?: string;
}

/** Whether this browser has passkeys: known once the script runs, so the server draws nothing of it. */
function useHasPasskeys(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => setHas(typeof window.PublicKeyCredential === 'function'), []);
  return has;
}

/** A form that the browser's passkey fills in. Not there without JavaScript; the other ways are. */
export function PasskeyButton({ purpose, action, fields, children, label }: PasskeyButtonProps) {
  const t = useTranslations('passkeys');
  const form = useRef<HTMLFormElement>(null);
  const answer = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  if (!useHasPasskeys()) {
    return null;
  }
  async function press() {
    setState('busy');
    try {
      const { runCeremony } = await import('#app/routes/account/passkey-ceremony');
      const made = await runCeremony(purpose);
      if (made === null) {
        window.location.assign(paths.prove({ to: window.location.pathname }));
        return;
      }
      if (answer.current) {
        answer.current.value = made;
      }
      form.current?.requestSubmit();
      setState('ready');
    } catch {
      setState('failed');
    }
  }
  return (
    <Form ref={form} method="post" action={action} noValidate className="stack">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input ref={answer} type="hidden" name="passkey" />
      {children}
      <div>
        <Button type="button" icon="user-check" onClick={press} aria-disabled={state === 'busy' || undefined}>
          {state === 'busy' ? t('working') : (label ?? t('signIn'))}
        </Button>
      </div>
      <div role="status">
        {state === 'failed' && (
          <Callout tone="warning">
            <p>{t('failed')}</p>
          </Callout>
        )}
      </div>
    </Form>
  );
}
