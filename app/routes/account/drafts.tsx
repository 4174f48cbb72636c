import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { discardDraft } from '#app/domain/drafts/commands.server';
import { DraftKey } from '#app/domain/drafts/model';
import { draftPlace, listDrafts } from '#app/domain/drafts/queries.server';
import { isMember } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { Form, Link } from '#app/ui/primitives/link';
import { EmptyState } from '#app/ui/primitives/states';
import { useRelativeWords } from '#app/ui/primitives/text';

const PREVIEW_CHARS = 140;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  if (!isMember(viewer)) {
    throw redirect(paths.signIn({ to: paths.drafts() }));
  }
  const t = translator(getLocale(args.request, viewer));
  const drafts = await listDrafts(viewer);
  return json({
    documentTitle: `${t('collections.drafts')} · ${t('app.name')}`,
    drafts: await Promise.all(
      drafts.map(async (draft) => {
        const place = await draftPlace(viewer, draft.key);
        return {
          key: draft.key,
          kind: place.kind,
          href: hrefOf(place),
          title: draft.fields.title ?? '',
          text: (draft.fields.body ?? '').slice(0, PREVIEW_CHARS),
          updatedAt: draft.updatedAt,
        };
      }),
    ),
  });
}

function hrefOf(place: Awaited<ReturnType<typeof draftPlace>>): string | null {
  if (place.kind === 'new') {
    return paths.newThread();
  }
  if (place.kind === 'edit') {
    return paths.editPost(place.postId);
  }
  if (place.kind === 'summary') {
    return paths.editSummary(place.sessionId);
  }
  return place.threadId === null ? null : `${paths.thread(place.threadId)}#answer`;
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, z.object({ key: DraftKey }));
  if (!form.ok) {
    return refused(form.reply);
  }
  await discardDraft(await getViewer(args), form.value.key);
  return redirectWithFlash(paths.drafts(), { tone: 'positive', key: 'toast.draftDiscarded' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

const KIND = {
  new: 'draftNew',
  answer: 'draftAnswer',
  comment: 'draftComment',
  edit: 'draftEdit',
  summary: 'draftSummary',
} as const;

export default function Drafts() {
  const { drafts } = useLoaderData<typeof loader>();
  const t = useTranslations('collections');
  const states = useTranslations('states');
  const when = useRelativeWords();
  return (
    <Page>
      <PageHeader title={t('drafts')} />
      {drafts.length === 0 ? (
        <EmptyState title={states('noDrafts')} text={states('noDraftsText')} />
      ) : (
        <ul className="rows">
          {drafts.map((draft) => (
            <li key={draft.key} className="draft-row">
              <h2>{draft.href ? <Link to={draft.href}>{t(KIND[draft.kind])}</Link> : t(KIND[draft.kind])}</h2>
              <p dir="auto">{draft.title || draft.text}</p>
              <div className="cluster">
                <span className="facts">{t('saved', { when: when(draft.updatedAt) })}</span>
                <Form method="post" action={paths.drafts()}>
                  <input type="hidden" name="key" value={draft.key} />
                  <Button size="sm" variant="quiet" icon="trash">
                    {t('discard')}
                  </Button>
                </Form>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
