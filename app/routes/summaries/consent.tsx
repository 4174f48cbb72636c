import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerConsent, listOwnConsents } from '#app/domain/summaries/comments.server';
import { ConsentAnswer } from '#app/domain/summaries/input';
import { isMember } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { idParam } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { summaryWords } from '#app/routes/summaries/present.server';
import { toSignIn } from '#app/routes/summaries/record-actions.server';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { Form } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const id = idParam(args.params.id);
  if (!isMember(viewer)) {
    throw toSignIn(paths.summaryConsent(id));
  }
  const locale = getLocale(args.request, viewer);
  const words = summaryWords(locale);
  return json({
    ...(await listOwnConsents(viewer, id)),
    words,
    documentTitle: `${words.consentTitle} · ${translator(locale)('app.name')}`,
  });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, ConsentAnswer);
  const viewer = await getViewer(args);
  if (!form.ok) {
    return refused(form.reply);
  }
  await answerConsent(viewer, form.value.id, form.value.answer);
  return redirectWithFlash(paths.summaryConsent(idParam(args.params.id)), {
    tone: 'positive',
    key: 'toast.consentAnswered',
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

export default function Consent() {
  const { session, rows, words } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title={words.consentTitle}
        lead={words.consentLead}
        up={{ href: paths.session(session.id), label: session.title }}
      />
      <LabelBadge label={session.label} />
      <ul className="findings">
        {rows.map((row) => (
          <li key={row.id} className="stack">
            <blockquote dir="auto">{row.quote}</blockquote>
            <p>
              <Badge tone={row.state === 'granted' ? 'positive' : row.state === 'asked' ? 'warning' : 'neutral'}>
                {words[row.state]}
              </Badge>
            </p>
            <Form method="post" action={paths.summaryConsent(session.id)} className="cluster">
              <input type="hidden" name="id" value={row.id} />
              {row.state !== 'granted' && (
                <Button name="answer" value="granted" variant="primary">
                  {words.agree}
                </Button>
              )}
              {row.state !== 'refused' && (
                <Button name="answer" value="refused">
                  {words.decline}
                </Button>
              )}
            </Form>
          </li>
        ))}
      </ul>
    </Page>
  );
}
