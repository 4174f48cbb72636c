import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { forbidden } from '#app/domain/errors';
import { decideFlags } from '#app/domain/moderation/decisions.server';
import { FlagDecisionInput } from '#app/domain/moderation/input';
import { canModerate } from '#app/domain/moderation/policy';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { FlaggedPost } from '#app/routes/moderation/flagged-post';
import { queueData } from '#app/routes/moderation/queue-data.server';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Pagination, Tabs } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';

export async function loader(args: LoaderFunctionArgs) {
  return json(await queueData(args));
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  const form = await readForm(args.request, FlagDecisionInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(form.form, () => decideFlags(viewer, form.value));
  const key = form.value.outcome === 'hidden' ? 'toast.flagHidden' : 'toast.flagDismissed';
  return done.ok ? redirectWithFlash(paths.moderation(), { tone: 'positive', key }) : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

/** What members flagged and a moderator has to decide, the oldest first. */
export default function Moderation() {
  const { items, next, here, words, tabs } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const refusedPost = String(reply?.values.postId ?? '');
  return (
    <Page>
      <PageHeader title={words.queueTitle} lead={words.queueLead} />
      {tabs && <Tabs {...tabs} />}
      <ErrorSummary errors={reply?.errors} labels={{ note: words.note }} ids={{ note: `note-${refusedPost}` }} />
      {items.length === 0 ? (
        <EmptyState title={words.queueEmpty} text={words.queueEmptyText} />
      ) : (
        items.map((item) => (
          <FlaggedPost
            key={item.postId}
            item={item}
            words={words}
            action={here}
            reply={refusedPost === String(item.postId) ? reply : undefined}
          />
        ))
      )}
      <Pagination olderHref={next} />
    </Page>
  );
}
