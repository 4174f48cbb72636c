import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  type TypedResponse,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useMemo } from 'react';
import { requireMember } from '#app/domain/acting';
import { listUploads } from '#app/domain/attachments/queries.server';
import { findDraft } from '#app/domain/drafts/queries.server';
import { forbidden } from '#app/domain/errors';
import { countActOf } from '#app/domain/limits/counts.server';
import { editPost } from '#app/domain/posts/commands.server';
import { getPostSource } from '#app/domain/posts/history.server';
import { EditInput } from '#app/domain/posts/input';
import { canEdit } from '#app/domain/posts/policy';
import { editThread } from '#app/domain/threads/commands.server';
import { ThreadEditInput } from '#app/domain/threads/input';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, refused } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { getLocale } from '#app/http/locale.server';
import { idParam } from '#app/http/params.server';
import { readPostForm } from '#app/http/post-form.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { draftSaver, renderPreview, suggestMembers, uploadTo } from '#app/routes/threads/composer-calls';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { PostComposer } from '#app/ui/forum/post-composer';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ButtonLink } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Callout } from '#app/ui/primitives/text';

/** The post, for somebody who may change it. */
async function editable(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const viewer = await getViewer(args);
  const source = await getPostSource(viewer, idParam(args.params.id));
  if (!canEdit(viewer, source.policy.thread, source.policy.post)) {
    throw forbidden();
  }
  return { viewer, source };
}

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, source } = await editable(args);
  const t = translator(getLocale(args.request, viewer));
  const { policy: _policy, authorHandle: _author, files: attached, ...post } = source;
  const heading = post.kind === 'opening' ? t('ask.editTitle') : t('ask.editAnswer');
  const kept = await findDraft(viewer, `edit:${source.id}`);
  const draft = kept ? { ...kept.fields, version: kept.version, updatedAt: kept.updatedAt } : null;
  const files = [...attached, ...((await listUploads(viewer)).get(`edit:${source.id}`) ?? [])];
  return json({ post, files, heading, draft, documentTitle: `${heading} · ${t('app.name')}` });
}

export async function action(args: ActionFunctionArgs): Promise<TypedResponse<FormReply>> {
  const { viewer, source } = await editable(args);
  const form = await readPostForm(args, () => `edit:${source.id}`);
  const opening = source.kind === 'opening';
  const parsed = opening ? parseForm(form, ThreadEditInput) : parseForm(form, EditInput);
  if (!parsed.ok) {
    return refused(parsed.reply);
  }
  const done = await attempt(form, async () => {
    countActOf(requireMember(viewer), 'edit');
    if ('title' in parsed.value) {
      await editThread(viewer, source.threadId, ThreadEditInput.parse({ ...form }));
    } else {
      await editPost(viewer, source.id, parsed.value);
    }
  });
  return done.ok
    ? redirectWithFlash(paths.post(source.threadId, source.id), { tone: 'positive', key: 'toast.edited' })
    : refused(done.reply, 409);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export default function EditPost() {
  const { post, files, heading, draft } = useLoaderData<typeof loader>();
  const uploadFile = useMemo(() => uploadTo(`edit:${post.id}`), [post.id]);
  const saveDraft = useMemo(() => draftSaver(`edit:${post.id}`), [post.id]);
  const reply = useActionData<typeof action>();
  const t = useTranslations('ask');
  const composer = useTranslations('composer');
  const errors = reply?.errors ?? {};
  const conflict = errors['']?.some((message) => message.key === 'editConflict');
  const value = (name: string, start: string): string => String(reply?.values[name] ?? start);
  return (
    <Page width="wide">
      <PageHeader title={heading} up={{ href: paths.post(post.threadId, post.id), label: post.title }} />
      <LabelBadge label={post.label} />
      <ErrorSummary errors={reply?.errors} ids={{ files: 'field-body-files' }} />
      {conflict && (
        <Callout tone="warning">
          <p>{t('conflict')}</p>
          <h2>{t('current')}</h2>
          <pre className="whitespace-pre-wrap" dir="auto">
            {post.body}
          </pre>
        </Callout>
      )}
      <PostComposer
        kind="edit"
        action={paths.editPost(post.id)}
        fields={{ revision: post.revision }}
        values={{ body: value('body', draft?.body ?? post.body) }}
        errors={reply?.errors}
        files={files}
        uploadFile={uploadFile}
        draft={draft}
        saveDraft={saveDraft}
        renderPreview={renderPreview}
        suggestMembers={suggestMembers}
      >
        {post.kind === 'opening' && (
          <>
            <TextInput
              name="title"
              label={composer('title')}
              defaultValue={value('title', draft?.title ?? post.title)}
              errors={errors.title}
            />
            <TextInput
              name="tags"
              label={composer('tags')}
              hint={composer('tagsHint')}
              optional
              defaultValue={value('tags', draft?.tags ?? post.tags.join(', '))}
              errors={errors.tags}
            />
          </>
        )}
        <TextInput
          name="reason"
          label={t('reason')}
          optional
          defaultValue={value('reason', '')}
          errors={errors.reason}
        />
      </PostComposer>
      <ButtonLink to={paths.post(post.threadId, post.id)} variant="quiet">
        {t('cancel')}
      </ButtonLink>
    </Page>
  );
}
