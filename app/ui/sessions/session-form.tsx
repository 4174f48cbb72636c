import type { Label } from '#app/domain/labels';
import { SESSION_KINDS } from '#app/domain/sessions/kinds';
import { useTranslations } from '#app/i18n/translations';
import { LabelPicker } from '#app/ui/forum/label-picker';
import type { SuggestMembers } from '#app/ui/forum/mention-list';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { Checkbox } from '#app/ui/primitives/choices';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import type { FieldError } from '#app/ui/primitives/field';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { TextArea } from '#app/ui/primitives/text-area';
import { useLabelMeanings } from '#app/ui/sessions/label-meanings';
import { WhenFields } from '#app/ui/sessions/when-fields';
import { WhoFields } from '#app/ui/sessions/who-fields';

export interface SessionFormProps {
  action: string;
  topics: readonly { value: string; label: string }[];
  labels: readonly Label[];
  /** What "organization" means for AMBER+STRICT, as the association says it. */
  organization?: string;
  /** What stands in each field: what was typed, or the session, or nothing. */
  values: Record<string, string | string[]>;
  errors: Record<string, FieldError[]> | undefined;
  /** The session that is changed; null for a new one. */
  backHref: string | null;
  busy: boolean;
  suggestMembers: SuggestMembers;
}

/** A field of the form by its name: what its control needs. */
export type FieldOf = (name: string) => {
  name: string;
  errors: FieldError[] | undefined;
  defaultValue: string;
};

/** A session as its host plans it: who may see it, what it is, when and where, who comes. Works as a plain form. */
export function SessionForm({
  action,
  topics,
  labels,
  organization,
  values,
  errors,
  backHref,
  busy,
  suggestMembers,
}: SessionFormProps) {
  const t = useTranslations('sessions.form');
  const kinds = useTranslations('sessions.kind');
  const text = (name: string): string => String(values[name] ?? '');
  const field: FieldOf = (name) => ({ name, errors: errors?.[name], defaultValue: text(name) });
  const names = ['kind', 'topic', 'title', 'purpose', 'date', 'startTime', 'endTime', 'endDate', 'place'] as const;
  const more = ['videoUrl', 'hosts', 'capacity', 'agenda', 'programme'] as const;
  return (
    <Form method="post" action={action} noValidate className="session-form">
      <ErrorSummary
        errors={errors}
        labels={{
          ...Object.fromEntries([...names, ...more].map((name) => [name, t(name)])),
          invited: t('invitedLabel'),
          roles: t('rolesLabel'),
        }}
      />
      {text('revision') && <input type="hidden" name="revision" value={text('revision')} />}
      <LabelPicker
        labels={labels}
        defaultValue={text('label')}
        errors={errors?.label}
        meanings={useLabelMeanings()}
        note={organization}
      />
      <Checkbox
        name="chatham"
        label={t('chatham')}
        hint={<ChathamHint />}
        defaultChecked={text('chatham') === 'on'}
        errors={errors?.chatham}
      />
      <fieldset className="form-part">
        <legend>{t('about')}</legend>
        <div className="form-pair">
          <Select
            {...field('kind')}
            label={t('kind')}
            options={SESSION_KINDS.map((value) => ({ value, label: kinds(value) }))}
          />
          <Select
            {...field('topic')}
            label={t('topic')}
            options={[{ value: '', label: t('chooseTopic') }, ...topics]}
          />
        </div>
        <TextInput {...field('title')} label={t('title')} maxLength={200} autoComplete="off" />
        <TextArea {...field('purpose')} label={t('purpose')} hint={t('purposeHint')} rows={4} optional />
        <TextArea {...field('agenda')} label={t('agenda')} hint={t('agendaHint')} rows={5} optional />
      </fieldset>
      <WhenFields field={field} />
      <WhoFields field={field} roles={values.roles} suggestMembers={suggestMembers} />
      <ProgrammeFields field={field} />
      <div className="editor-foot">
        <Button variant="primary" busy={busy}>
          {backHref === null ? t('submitNew') : t('submitEdit')}
        </Button>
        {backHref && (
          <ButtonLink to={backHref} variant="quiet">
            {t('back')}
          </ButtonLink>
        )}
      </div>
      {backHref && <p className="facts">{t('editHint')}</p>}
    </Form>
  );
}

function ChathamHint() {
  const t = useTranslations('sessions');
  return <>{t('chathamText')}</>;
}

function ProgrammeFields({ field }: { field: FieldOf }) {
  const t = useTranslations('sessions.form');
  const kind = field('programmeKind');
  const name = field('programme');
  const open = kind.defaultValue !== '' || Boolean(kind.errors ?? name.errors);
  return (
    <details className="form-part" open={open}>
      <summary>{t('programme')}</summary>
      <div className="form-pair">
        <Select
          {...kind}
          label={t('programmeKind')}
          options={[
            { value: '', label: t('noProgramme') },
            { value: 'course', label: t('course') },
            { value: 'conference', label: t('conference') },
          ]}
        />
        <TextInput {...name} label={t('programmeName')} hint={t('programmeHint')} optional maxLength={200} />
      </div>
    </details>
  );
}
