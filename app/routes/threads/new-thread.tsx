import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  type TypedResponse,
} from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { requireMember } from '#app/domain/acting';
import { findDraft } from '#app/domain/drafts/queries.server';
import { LABELS } from '#app/domain/labels';
import { localName } from '#app/domain/named';
import { openThread } from '#app/domain/threads/commands.server';
import { ThreadInput } from '#app/domain/threads/input';
import { listTopics } from '#app/domain/topics/queries.server';
import { isMember } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { getLocale } from '#app/http/locale.server';
import { countUse } from '#app/http/rate-limit.server';
import { getViewer } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { draftSaver, renderPreview } from '#app/routes/threads/composer-calls';
import { ownAuthorities } from '#app/routes/threads/own-authorities.server';
import { ThreadComposer } from '#app/ui/forum/thread-composer';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';

const ASKING = { purpose: 'ask', max: 12, windowSeconds: 3600 };

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const query = new URL(args.request.url).searchParams;
  if (!isMember(viewer)) {
    throw redirect(paths.signIn({ to: paths.newThread() }));
  }
  const locale = getLocale(args.request, viewer);
  const [topics, draft, authorities] = await Promise.all([
    listTopics(),
    findDraft(viewer, 'thread:new'),
    ownAuthorities(viewer, locale),
  ]);
  const asked = topics.find((topic) => topic.slug === query.get('topic'));
  const t = translator(locale);
  return json({
    documentTitle: `${t('ask.title')} · ${t('app.name')}`,
    topics: topics.map((topic) => ({
      slug: topic.slug,
      name: localName(topic.name, locale),
      guide: localName(topic.guide, locale),
    })),
    authorities,
    labels: LABELS,
    start: {
      title: draft?.fields.title ?? query.get('title')?.slice(0, 200) ?? '',
      body: draft?.fields.body ?? '',
      tags: draft?.fields.tags ?? '',
      topic: draft?.fields.topic ?? asked?.slug ?? '',
      label: draft?.fields.label ?? asked?.defaultLabel ?? 'GREEN',
      kind: draft?.fields.kind ?? 'question',
    },
    draft: draft ? { version: draft.version, updatedAt: draft.updatedAt } : null,
  });
}

export async function action(args: ActionFunctionArgs): Promise<TypedResponse<FormReply>> {
  const form = await readForm(args.request, ThreadInput);
  const viewer = await getViewer(args);
  const { memberId } = requireMember(viewer);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(form.form, async () => {
    countUse(ASKING, memberId);
    return openThread(viewer, form.value);
  });
  return done.ok
    ? redirectWithFlash(paths.thread(done.value), { tone: 'positive', key: 'toast.threadPosted' })
    : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

const SAVE_DRAFT = draftSaver('thread:new');

/** What was typed into a refused form. */
function typedValues(reply: FormReply | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(reply?.values ?? {}).map(([name, value]) => [name, String(value)]));
}

export default function NewThread() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('ask');
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} />
      <ThreadComposer
        action={paths.newThread()}
        topics={data.topics}
        authorities={data.authorities}
        labels={data.labels}
        values={{ ...data.start, ...typedValues(reply) }}
        errors={reply?.errors}
        draft={data.draft}
        saveDraft={SAVE_DRAFT}
        renderPreview={renderPreview}
        busy={useNavigation().state === 'submitting'}
      />
    </Page>
  );
}
