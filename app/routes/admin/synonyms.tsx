import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { SynonymsInput } from '#app/domain/search/input';
import { deleteSynonyms, listSynonyms, saveSynonyms } from '#app/domain/search/synonyms.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
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
import { Form, Link } from '#app/ui/primitives/link';
import { TextArea } from '#app/ui/primitives/text-area';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const groups = await listSynonyms(viewer);
  const id = editedId(new URL(args.request.url).searchParams.get('edit'));
  const title = pageTitle(getLocale(args.request, viewer), 'admin.synonyms');
  return json({ title, groups, edited: groups.find((group) => group.id === id) ?? null });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  const id = editedId(fields.id);
  if (fields.intent === 'delete') {
    await deleteSynonyms(viewer, id ?? 0);
    return redirectWithFlash(paths.adminSynonyms(), { tone: 'positive', key: 'toast.synonymsDeleted' });
  }
  const form = parseForm(fields, SynonymsInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const outcome = await attempt(fields, () => saveSynonyms(viewer, id, form.value));
  return outcome.ok
    ? redirectWithFlash(paths.adminSynonyms(), { tone: 'positive', key: 'toast.synonymsSaved' })
    : refused(outcome.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AdminSynonyms() {
  const { groups, edited } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('admin');
  return (
    <Page>
      <AdminHead current="search" />
      <SectionHead title={t('synonyms')} />
      <p className="facts">{t('synonymsLead')}</p>
      {groups.length === 0 ? (
        <p className="facts">{t('synonymsNone')}</p>
      ) : (
        <ul className="rows">
          {groups.map(({ id, terms }) => (
            <li key={id} className="notice" data-row="">
              <Link to={paths.adminSynonyms({ edit: id })}>
                <bdi>{terms.join(' = ')}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <SectionHead title={t(edited ? 'editSynonyms' : 'addSynonyms')} />
      <Form
        key={edited?.id ?? 'new'}
        method="post"
        action={paths.adminSynonyms({ edit: edited?.id })}
        className="stack"
      >
        <ErrorSummary errors={reply?.errors} labels={{ terms: t('synonymsTerms') }} />
        <input type="hidden" name="id" value={edited?.id ?? ''} />
        <TextArea
          name="terms"
          label={t('synonymsTerms')}
          hint={t('synonymsHint')}
          rows={4}
          errors={reply?.errors.terms}
          defaultValue={typed(reply, 'terms', edited?.terms.join('\n') ?? '')}
        />
        <div className="cluster">
          <Button variant="primary" icon={edited ? 'check' : 'plus'}>
            {edited ? t('save') : t('add')}
          </Button>
          {edited && <Link to={paths.adminSynonyms()}>{t('cancel')}</Link>}
        </div>
      </Form>
      {edited && (
        <Form method="post" action={paths.adminSynonyms()}>
          <input type="hidden" name="intent" value="delete" />
          <input type="hidden" name="id" value={edited.id} />
          <Button variant="danger" size="sm" icon="trash">
            {t('deleteSynonyms')}
          </Button>
        </Form>
      )}
    </Page>
  );
}
