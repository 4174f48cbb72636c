import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { countActOf } from '#app/domain/limits/counts.server';
import { getFlagView, raiseFlag } from '#app/domain/moderation/flags.server';
import { FlagInput } from '#app/domain/moderation/input';
import { FLAG_REASONS } from '#app/domain/moderation/model';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { idParam } from '#app/http/params.server';
import { messagesOf } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { RadioGroup } from '#app/ui/primitives/choices';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Form } from '#app/ui/primitives/link';
import { Callout, Time } from '#app/ui/primitives/text';
import { TextArea } from '#app/ui/primitives/text-area';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const view = await getFlagView(viewer, idParam(args.params.id));
  cacheByLabels(args.context, viewer, [view.label]);
  return json({
    ...view,
    words: messagesOf(locale).moderation.page,
    titleDir: titleDirection(view.post?.title ?? ''),
    documentTitle: pageTitle(locale, view.isAuthor ? 'moderation.page.ownTitle' : 'moderation.page.flagTitle'),
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const postId = idParam(args.params.id);
  const form = await readForm(args.request, FlagInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(form.form, () => {
    countActOf(viewer, 'flag');
    return raiseFlag(viewer, postId, form.value);
  });
  return done.ok
    ? redirectWithFlash(paths.post(done.value.threadId, postId), { tone: 'positive', key: 'toast.flagged' })
    : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

/** Flagging a post; what became of one's flag; for whoever wrote it, what moderators or readers said of it. */
export default function FlagPost() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { words } = data;
  return (
    <Page>
      <PageHeader
        title={data.isAuthor ? words.ownTitle : words.flagTitle}
        up={data.post ? { href: paths.post(data.threadId, data.postId), label: words.back } : undefined}
      />
      <ErrorSummary errors={reply?.errors} labels={{ reason: words.reason, text: words.text }} />
      {data.post && (
        <section className="label-now" aria-label={words.flagged}>
          <LabelBadge label={data.label} />
          <p>
            <strong>
              <bdi dir={data.titleDir}>{data.post.title}</bdi>
            </strong>
          </p>
          <p className="facts" dir="auto">
            {data.post.text}
          </p>
        </section>
      )}
      <OwnText />
      <OwnFlag />
      {data.canFlag && (
        <>
          <Callout tone={data.readBy === 'author' ? 'warning' : 'neutral'}>
            <p>{data.readBy === 'author' ? words.readByAuthor : words.readByModerators}</p>
          </Callout>
          <Form method="post" action={paths.flagPost(data.postId)} noValidate className="stack">
            <RadioGroup
              name="reason"
              label={words.reason}
              options={FLAG_REASONS.map((value) => ({ value, label: words[value] }))}
              defaultValue={typed(reply, 'reason')}
              errors={reply?.errors.reason}
            />
            <TextArea
              name="text"
              label={words.text}
              hint={data.readBy === 'author' ? words.textHintAuthor : words.textHint}
              rows={4}
              optional
              defaultValue={typed(reply, 'text')}
              errors={reply?.errors.text}
            />
            <div>
              <Button variant="primary">{words.send}</Button>
            </div>
          </Form>
        </>
      )}
    </Page>
  );
}

/** What one's own flag said, and what was decided. */
function OwnFlag() {
  const { mine, words } = useLoaderData<typeof loader>();
  if (!mine) {
    return null;
  }
  return (
    <Callout>
      <p>
        <strong>{words.mine}</strong> {words[mine.reason]} · <Time iso={mine.at} />
      </p>
      {mine.text && <p dir="auto">{mine.text}</p>}
      {mine.toAuthor && <p>{words.sentToAuthor}</p>}
      {!mine.toAuthor && !mine.decision && <p>{words.waiting}</p>}
      {mine.decision && (
        <p>
          <strong>{words[mine.decision.outcome]}</strong> · <Time iso={mine.decision.at} />
          <br />
          <bdi>{mine.decision.note}</bdi>
        </p>
      )}
    </Callout>
  );
}

/** For whoever wrote the text. */
function OwnText() {
  const { isAuthor, asked, hiddenBy, words } = useLoaderData<typeof loader>();
  if (!isAuthor) {
    return null;
  }
  return (
    <>
      {asked.length + hiddenBy.length === 0 && <p>{words.nothing}</p>}
      {hiddenBy.map((decision) => (
        <Callout key={decision.id} tone="warning">
          <p>
            <strong>{words.hiddenForAuthor}</strong> · <Time iso={decision.at} />
          </p>
          <p dir="auto">{decision.note}</p>
        </Callout>
      ))}
      {asked.map((flag) => (
        <Callout key={flag.id}>
          <p>
            <strong>{words.askedForAuthor}</strong> {words[flag.reason]} · <Time iso={flag.at} />
          </p>
          {flag.text && <p dir="auto">{flag.text}</p>}
        </Callout>
      ))}
    </>
  );
}
