import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  type TypedResponse,
} from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { requireMember } from '#app/domain/acting';
import { listUploads } from '#app/domain/attachments/queries.server';
import { findDraft } from '#app/domain/drafts/queries.server';
import { LABELS } from '#app/domain/labels';
import { localName } from '#app/domain/named';
import { organizationStatement } from '#app/domain/organization/setting.server';
import { listSimilar } from '#app/domain/search/similar.server';
import { linkThread } from '#app/domain/sessions/commands.server';
import { getSession } from '#app/domain/sessions/session-view.server';
import { openThread } from '#app/domain/threads/commands.server';
import { ThreadInput } from '#app/domain/threads/input';
import { listTopics } from '#app/domain/topics/queries.server';
import { isMember, type Viewer } from '#app/domain/viewer';
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
import { presentSimilar } from '#app/routes/search/present-similar.server';
import { draftSaver, renderPreview, suggestMembers, uploadTo } from '#app/routes/threads/composer-calls';
import { ownAuthorities } from '#app/routes/threads/own-authorities.server';
import { ThreadComposer } from '#app/ui/forum/thread-composer';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { SimilarWhileTyping } from '#app/ui/search/similar-while-typing';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const query = new URL(args.request.url).searchParams;
  if (!isMember(viewer)) {
    throw redirect(paths.signIn({ to: paths.newThread() }));
  }
  const locale = getLocale(args.request, viewer);
  const [session, topics, draft, authorities, uploads] = await Promise.all([
    sessionOf(viewer, query),
    listTopics(),
    findDraft(viewer, 'thread:new'),
    ownAuthorities(viewer, locale),
    listUploads(viewer),
  ]);
  const asked = topics.find((topic) => topic.slug === query.get('topic'));
  const t = translator(locale);
  const title = draft?.fields.title ?? query.get('title')?.slice(0, 200) ?? '';
  return json({
    similar: title === '' ? [] : presentSimilar(await listSimilar(viewer, title)),
    documentTitle: `${t('ask.title')} · ${t('app.name')}`,
    topics: topics.map((topic) => ({
      slug: topic.slug,
      name: localName(topic.name, locale),
      guide: localName(topic.guide, locale),
    })),
    authorities,
    session,
    labels: LABELS,
    organization: await organizationStatement(locale),
    files: uploads.get('thread:new') ?? [],
    start: {
      title,
      body: draft?.fields.body ?? '',
      tags: draft?.fields.tags ?? '',
      recipients: draft?.fields.recipients ?? '',
      topic: draft?.fields.topic ?? asked?.slug ?? '',
      label: draft?.fields.label ?? asked?.defaultLabel ?? 'GREEN',
      kind: draft?.fields.kind ?? 'question',
    },
    draft: draft ? { version: draft.version, updatedAt: draft.updatedAt } : null,
  });
}

/** The session that the thread comes from and will be linked to: one the asker manages, else none. */
async function sessionOf(viewer: Viewer, query: URLSearchParams): Promise<number | null> {
  const asked = query.get('session');
  if (asked === null) {
    return null;
  }
  const { id, can } = await getSession(viewer, idParam(asked));
  return can.manage ? id : null;
}

export async function action(args: ActionFunctionArgs): Promise<TypedResponse<FormReply>> {
  const form = parseForm(await readPostForm(args, () => 'thread:new'), ThreadInput);
  const viewer = await getViewer(args);
  requireMember(viewer);
  if (!form.ok) {
    return refused(form.reply);
  }
  const session = await sessionOf(viewer, new URL(args.request.url).searchParams);
  const done = await attempt(form.form, async () => {
    const threadId = await openThread(viewer, form.value);
    if (session !== null) {
      await linkThread(viewer, session, threadId);
    }
    return threadId;
  });
  return done.ok
    ? redirectWithFlash(paths.thread(done.value), { tone: 'positive', key: 'toast.threadPosted' })
    : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

const SAVE_DRAFT = draftSaver('thread:new');
const UPLOAD = uploadTo('thread:new');

/** What was typed into a refused form. */
function typedValues(reply: FormReply | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(reply?.values ?? {}).map(([name, value]) => [name, String(value)]));
}

export default function NewThread() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('ask');
  const values = { ...data.start, ...typedValues(reply) };
  const [title, setTitle] = useState(values.title);
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} />
      <ThreadComposer
        action={paths.newThread({ session: data.session })}
        topics={data.topics}
        authorities={data.authorities}
        labels={data.labels}
        organization={data.organization}
        values={values}
        similar={<SimilarWhileTyping title={title} start={data.similar} />}
        onTitle={setTitle}
        errors={reply?.errors}
        files={data.files}
        uploadFile={UPLOAD}
        draft={data.draft}
        saveDraft={SAVE_DRAFT}
        renderPreview={renderPreview}
        suggestMembers={suggestMembers}
        busy={useNavigation().state === 'submitting'}
      />
    </Page>
  );
}
