import { APPEAL_ANSWERS } from '#app/domain/measures/model';
import { REASON_MAX_CHARS } from '#app/domain/members/model';
import type { FormReply } from '#app/http/form-reply';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { typed } from '#app/routes/account/typed';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { RadioGroup } from '#app/ui/primitives/choices';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

interface Props {
  handle: string;
  reply: FormReply | undefined;
}

/** Warns, or silences until a day. */
export function MeasureForm({ handle, intent, reply }: Props & { intent: 'warn' | 'silence' }) {
  const t = useTranslations('measures');
  const own = reply?.intent === intent ? reply : undefined;
  return (
    <section>
      <SectionHead title={t(intent)} />
      <Form method="post" action={paths.adminMeasures(handle)} noValidate className="stack">
        <TextInput
          name="reason"
          id={`reason-${intent}`}
          label={t('reason')}
          hint={t('reasonHint')}
          maxLength={REASON_MAX_CHARS}
          defaultValue={typed(own, 'reason')}
          errors={own?.errors.reason}
        />
        {intent === 'silence' && (
          <TextInput
            name="until"
            type="date"
            label={t('day')}
            defaultValue={typed(own, 'until')}
            errors={own?.errors.until}
          />
        )}
        <div>
          <Button variant={intent === 'silence' ? 'danger' : 'secondary'} name="intent" value={intent}>
            {t(`${intent}Submit`)}
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** The answer to an appeal. */
export function AnswerForm({ handle, id, reply }: Props & { id: number }) {
  const t = useTranslations('measures');
  const own = reply?.intent === 'answer' && reply.values.measure === String(id) ? reply : undefined;
  return (
    <Form method="post" action={paths.adminMeasures(handle)} noValidate className="stack">
      <input type="hidden" name="measure" value={id} />
      <RadioGroup
        name="answer"
        id={`answer-${id}`}
        label={t('answerLabel')}
        inline
        options={APPEAL_ANSWERS.map((value) => ({ value, label: t(value) }))}
        defaultValue={typed(own, 'answer')}
        errors={own?.errors.answer}
      />
      <TextInput
        name="reason"
        id={`reason-${id}`}
        label={t('answerReason')}
        maxLength={REASON_MAX_CHARS}
        defaultValue={typed(own, 'reason')}
        errors={own?.errors.reason}
      />
      <div>
        <Button variant="primary" name="intent" value="answer">
          {t('answerSubmit')}
        </Button>
      </div>
    </Form>
  );
}
