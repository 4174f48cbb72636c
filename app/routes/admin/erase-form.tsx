import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { typed } from '#app/routes/account/typed';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

/** Erases a member at once, on a written request. The user name is typed again, because nothing brings them back. */
export function EraseMemberForm({ reply, handle }: { reply: FormReply | undefined; handle: string }) {
  const t = useTranslations('ownData');
  const own = reply?.intent === 'erase' ? reply : undefined;
  return (
    <section>
      <SectionHead title={t('adminTitle')} />
      <Form method="post" noValidate className="stack">
        <p>{t('adminLead')}</p>
        <p className="facts">{t('adminStays')}</p>
        <TextInput
          name="reference"
          label={t('reference')}
          hint={t('referenceHint')}
          maxLength={100}
          defaultValue={typed(own, 'reference')}
          errors={own?.errors.reference}
        />
        <TextInput
          name="handle"
          label={t('typeHandle', { handle })}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={typed(own, 'handle')}
          errors={own?.errors.handle}
        />
        <div>
          <Button variant="danger" name="intent" value="erase" icon="trash">
            {t('adminErase')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
