import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { forbidden } from '#app/domain/errors';
import { canModerate } from '#app/domain/moderation/policy';
import { decideOutsider } from '#app/domain/outsider-comments/decisions.server';
import { OutsiderDecisionInput } from '#app/domain/outsider-comments/input';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { visitorsData } from '#app/routes/moderation/visitors-data.server';
import { WaitingComment } from '#app/routes/moderation/waiting-comment';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Pagination, Tabs } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';

export async function loader(args: LoaderFunctionArgs) {
  return json(await visitorsData(args));
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  const form = await readForm(args.request, OutsiderDecisionInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(form.form, () => decideOutsider(viewer, form.value));
  const key = form.value.outcome === 'approved' ? 'toast.outsiderApproved' : 'toast.outsiderDeclined';
  return done.ok ? redirectWithFlash(paths.moderationVisitors(), { tone: 'positive', key }) : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

/** Comments of people who are no members, which a moderator has to approve, the oldest first. */
export default function Visitors() {
  const { items, next, here, words, tabs } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const refusedId = String(reply?.values.id ?? '');
  if (items === null) {
    return (
      <Page>
        <EmptyState as="h1" title={words.off} text={words.offText} />
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader title={words.title} lead={words.lead} />
      {tabs && <Tabs {...tabs} />}
      <ErrorSummary errors={reply?.errors} labels={{ reason: words.reason }} ids={{ reason: `reason-${refusedId}` }} />
      {items.length === 0 ? (
        <EmptyState title={words.empty} text={words.emptyText} />
      ) : (
        items.map((item) => (
          <WaitingComment
            key={item.id}
            item={item}
            words={words}
            action={here}
            reply={refusedId === String(item.id) ? reply : undefined}
          />
        ))
      )}
      <Pagination olderHref={next} />
    </Page>
  );
}
