import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  type TypedResponse,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useMemo } from 'react';
import { getPageSource } from '#app/domain/pages/administration.server';
import { restorePage, savePage } from '#app/domain/pages/commands.server';
import { pageInput, RestoreInput } from '#app/domain/pages/input';
import { maxChars, otherLocale, PLACEHOLDERS } from '#app/domain/pages/model';
import { renderPageText } from '#app/domain/pages/texts.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { getLocale } from '#app/http/locale.server';
import { messagesOf, translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { typed } from '#app/routes/account/typed';
import { pageHeading, pageKey } from '#app/routes/admin/page-key.server';
import { previewOfPage } from '#app/routes/admin/page-preview';
import { MarkdownEditor } from '#app/ui/forum/markdown-editor';
import { Page } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { Checkbox } from '#app/ui/primitives/choices';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Form } from '#app/ui/primitives/link';
import { Prose } from '#app/ui/primitives/prose';
import { Callout } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const key = pageKey(args.params);
  const locale = getLocale(args.request, viewer);
  const { text, other, older } = await getPageSource(viewer, key);
  const t = translator(locale);
  const { page: words } = messagesOf(locale).pageTexts;
  const heading = pageHeading(locale, key);
  return json({
    ...key,
    documentTitle: `${heading} · ${t('app.name')}`,
    heading,
    words,
    text,
    other: { body: other.body, dir: titleDirection(other.body), locale: otherLocale(key.locale) },
    catchesUp: older === key.locale,
    olderNow: older && t('pageTexts.olderNow', { language: words.languages[older] }),
    hint: t('pageTexts.hint', { max: maxChars(key.page) }),
  });
}

/** A refused form, and where that was asked for the text as it would look. */
interface PageReply extends FormReply {
  preview?: string;
}

export async function action(args: ActionFunctionArgs): Promise<TypedResponse<PageReply>> {
  const viewer = await memberOnly(args);
  const key = pageKey(args.params);
  const fields = await readFields(args.request);
  const next = (toast: string) => redirectWithFlash(paths.adminPages(), { tone: 'positive', key: toast });
  if (fields.intent === 'restore') {
    const form = parseForm(fields, RestoreInput);
    if (!form.ok) {
      return refused(form.reply);
    }
    const done = await attempt(fields, () => restorePage(viewer, key, form.value.base));
    return done.ok ? next('toast.pageRestored') : refused(done.reply);
  }
  const form = parseForm(fields, pageInput(key.page));
  if (!form.ok) {
    return refused(form.reply);
  }
  if (fields.intent === 'preview') {
    await getPageSource(viewer, key);
    const preview = await renderPageText(form.value.body, key.locale, 'heading');
    return json<PageReply>({ intent: 'preview', values: { ...fields }, errors: {}, preview });
  }
  const done = await attempt(fields, () => savePage(viewer, key, form.value));
  return done.ok ? next('toast.pageSaved') : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

/** One text of the association's, in one language. */
export default function EditPage() {
  const { page, locale, heading, words, text, other, catchesUp, olderNow, hint } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const here = paths.editPage(page, locale);
  const conflict = reply?.errors['']?.some(({ key }) => key === 'editConflict');
  const renderPreview = useMemo(() => previewOfPage(locale), [locale]);
  // What the editor has seen: after a conflict, and only then, the text that is shown now.
  const base = conflict ? text.number : typed(reply, 'base', String(text.number));
  const edits = reply !== undefined && reply.intent !== 'restore';
  return (
    <Page width="wide">
      <PageHeader title={heading} up={{ href: paths.adminPages(), label: words.up }} />
      <ErrorSummary errors={reply?.errors} labels={{ body: words.body }} />
      {conflict && (
        <Callout tone="warning">
          <p>{words.conflict}</p>
          <h2>{words.current}</h2>
          <pre className="whitespace-pre-wrap" dir={titleDirection(text.body)}>
            {text.body}
          </pre>
        </Callout>
      )}
      {olderNow && (
        <Callout tone="warning">
          <p>{olderNow}</p>
        </Callout>
      )}
      {reply?.preview !== undefined && (
        <section className="callout" aria-labelledby="preview-title">
          <h2 id="preview-title">{words.previewTitle}</h2>
          <Prose html={reply.preview} />
        </section>
      )}
      <Form method="post" action={here} noValidate className="stack">
        <input type="hidden" name="base" value={base} />
        <MarkdownEditor
          name="body"
          label={words.body}
          hint={hint}
          defaultValue={edits ? typed(reply, 'body', text.body) : text.body}
          rows={page === 'notice' ? 8 : 22}
          errors={reply?.errors.body}
          renderPreview={renderPreview}
          beside
        />
        <p className="facts">
          <code dir="ltr">{PLACEHOLDERS.join(' ')}</code> {words.fills}
        </p>
        <Checkbox
          name="inStep"
          label={words.inStep}
          hint={words.inStepHint}
          defaultChecked={edits ? typed(reply, 'inStep') === 'on' : catchesUp}
        />
        <div className="cluster">
          <Button variant="primary" icon="check">
            {words.save}
          </Button>
          <Button name="intent" value="preview">
            {words.preview}
          </Button>
          <ButtonLink to={paths.pageHistory(page, locale)} variant="quiet">
            {words.history}
          </ButtonLink>
        </div>
      </Form>
      {!text.builtIn && (
        <Form method="post" action={here} className="stack">
          <input type="hidden" name="base" value={base} />
          <p className="facts">{words.restoreLead}</p>
          <div>
            <Button name="intent" value="restore">
              {words.restore}
            </Button>
          </div>
        </Form>
      )}
      <SectionHead title={words.other} />
      <details>
        <summary>{words.showOther}</summary>
        <pre className="whitespace-pre-wrap" dir={other.dir} lang={other.locale}>
          {other.body}
        </pre>
      </details>
    </Page>
  );
}
