import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LABELS, labelText } from '#app/domain/labels';
import { localName } from '#app/domain/named';
import { saveTopic } from '#app/domain/topics/commands.server';
import { TopicInput } from '#app/domain/topics/input';
import { HUES } from '#app/domain/topics/model';
import { listTopicsForAdministration } from '#app/domain/topics/queries.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { AdminHead } from '#app/routes/admin/admin-head';
import { editedId } from '#app/routes/admin/edited-id';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';
import { TextArea } from '#app/ui/primitives/text-area';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const topics = await listTopicsForAdministration(viewer);
  const id = editedId(new URL(args.request.url).searchParams.get('edit'));
  const title = pageTitle(getLocale(args.request, viewer), 'admin.topics');
  return json({ title, topics, edited: topics.find((topic) => topic.id === id) ?? null });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  const form = parseForm(fields, TopicInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const outcome = await attempt(fields, () => saveTopic(viewer, editedId(fields.id), form.value));
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  return redirectWithFlash(paths.adminTopics(), { tone: 'positive', key: 'admin.topicSaved' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AdminTopics() {
  const { topics, edited } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const t = useTranslations('admin');
  const name = (topic: { nameHe: string; nameEn: string }) => localName({ he: topic.nameHe, en: topic.nameEn }, locale);
  return (
    <Page>
      <AdminHead current="topics" />
      <SectionHead title={t('topics')} />
      <ul className="rows">
        {topics.map((topic) => (
          <li key={topic.id} className="notice" data-row="">
            <Link to={paths.adminTopics({ edit: topic.id })} aria-label={t('editTopic', { name: name(topic) })}>
              <bdi>{name(topic)}</bdi>
            </Link>
            <p className="facts">
              <bdi dir="ltr">{topic.slug}</bdi> · <bdi dir="ltr">{labelText(topic.defaultLabel)}</bdi> ·{' '}
              {t(`hues.${topic.hue}`)}
            </p>
          </li>
        ))}
      </ul>
      <SectionHead title={edited ? t('editTopic', { name: name(edited) }) : t('addTopic')} />
      <TopicForm key={edited?.id ?? 'new'} />
    </Page>
  );
}

function TopicForm() {
  const { edited, topics } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('admin');
  const labels = {
    nameHe: t('nameHe'),
    nameEn: t('nameEn'),
    slug: t('slug'),
    descriptionHe: t('descriptionHe'),
    descriptionEn: t('descriptionEn'),
    guideHe: t('guideHe'),
    guideEn: t('guideEn'),
    defaultLabel: t('defaultLabel'),
    hue: t('hue'),
    position: t('position'),
  };
  const field = (name: keyof typeof labels, start?: string) => ({
    name,
    label: labels[name],
    errors: reply?.errors[name],
    defaultValue: typed(reply, name, start ?? String(edited?.[name] ?? '')),
  });
  return (
    <Form method="post" action={paths.adminTopics({ edit: edited?.id })} noValidate className="stack">
      <ErrorSummary errors={reply?.errors} labels={labels} />
      <input type="hidden" name="id" value={edited?.id ?? ''} />
      <TextInput {...field('nameHe')} maxLength={60} />
      <TextInput {...field('nameEn')} dir="ltr" maxLength={60} />
      <TextInput {...field('slug')} hint={t('slugHint')} dir="ltr" maxLength={60} />
      <TextInput {...field('descriptionHe')} maxLength={300} />
      <TextInput {...field('descriptionEn')} dir="ltr" maxLength={300} />
      <TextArea {...field('guideHe')} hint={t('guideHint')} optional rows={4} />
      <TextArea {...field('guideEn')} hint={t('guideHint')} optional rows={4} />
      <Select
        {...field('defaultLabel', edited?.defaultLabel ?? 'GREEN')}
        options={LABELS.map((value) => ({ value, label: labelText(value) }))}
      />
      <Select
        {...field('hue', edited?.hue ?? 'neutral')}
        options={HUES.map((value) => ({ value, label: t(`hues.${value}`) }))}
      />
      <TextInput {...field('position', String(edited?.position ?? topics.length))} inputMode="numeric" dir="ltr" />
      <div className="cluster">
        <Button variant="primary" icon={edited ? 'check' : 'plus'}>
          {edited ? t('save') : t('add')}
        </Button>
        {edited && <Link to={paths.adminTopics()}>{t('cancel')}</Link>}
      </div>
    </Form>
  );
}
