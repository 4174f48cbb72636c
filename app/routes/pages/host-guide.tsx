import type { LoaderFunctionArgs, MetaFunction, SerializeFrom } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LABELS } from '#app/domain/labels';
import { organizationStatement } from '#app/domain/organization/setting.server';
import { canPlan } from '#app/domain/sessions/policy';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { pageData } from '#app/http/page-data.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { messagesOf } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { hostGuideText } from '#app/routes/pages/host-guide-text.server';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Page, RailSection } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ButtonLink } from '#app/ui/primitives/button';
import { Link } from '#app/ui/primitives/link';
import { Prose } from '#app/ui/primitives/prose';
import { useLabelMeanings } from '#app/ui/sessions/label-meanings';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  cacheByLabels(args.context, viewer, []);
  const locale = getLocale(args.request, viewer);
  const { app, pages, summary } = messagesOf(locale);
  const { title, lead, contents, start, labelLines } = pages.hostGuide;
  const { decisionsTitle, actionsTitle, questionsTitle } = summary.page;
  return pageData({
    documentTitle: `${title} · ${app.name}`,
    words: { title, lead, contents, start },
    stages: await hostGuideText(locale),
    organization: await organizationStatement(locale),
    labels: LABELS.map((label) => ({ label, line: labelLines[label] })),
    links: [
      { href: paths.sessions(), label: messagesOf(locale).sessions.title },
      { href: paths.decisions(), label: decisionsTitle },
      { href: paths.actions(), label: actionsTitle },
      { href: paths.questions(), label: questionsTitle },
    ],
    canPlan: canPlan(viewer),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'description', content: data?.words.lead },
];

type GuideData = SerializeFrom<typeof loader>;

export default function HostGuide() {
  const data = useLoaderData<typeof loader>();
  const { words, stages } = data;
  const t = useTranslations('sessions');
  return (
    <Page rail={<Start data={data} />}>
      <PageHeader title={words.title} lead={words.lead} up={{ href: paths.sessions(), label: t('title') }} />
      <nav aria-label={words.contents}>
        <ol className="guide-map">
          {stages.map((stage) => (
            <li key={stage.id}>
              <a href={`#${stage.id}`} className="guide-map-stage">
                {stage.title}
              </a>
              <ul>
                {stage.sections.map(({ id, title }) => (
                  <li key={id}>
                    <a href={`#${id}`}>{title}</a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </nav>
      {stages.map((stage) => (
        <section key={stage.id} aria-labelledby={stage.id} className="guide-stage">
          <h2 id={stage.id}>{stage.title}</h2>
          {stage.sections.map(({ id, title, html, example, more }) => (
            <section key={id} aria-labelledby={id} className="guide-section">
              <h3 id={id}>{title}</h3>
              <Prose html={html} />
              {example && (
                <p className="guide-example" dir={example.dir}>
                  {example.text}
                </p>
              )}
              {more && <Prose html={more} />}
              {id === 'labels' && <Labels data={data} />}
            </section>
          ))}
        </section>
      ))}
    </Page>
  );
}

/** Where a host does all this. */
function Start({ data: { words, links, canPlan: mayPlan } }: { data: GuideData }) {
  const t = useTranslations('sessions');
  return (
    <RailSection title={words.start}>
      {mayPlan && (
        <p className="guide-start">
          <ButtonLink to={paths.newSession()} variant="primary" icon="plus">
            {t('plan')}
          </ButtonLink>
        </p>
      )}
      <ul className="register-links">
        {links.map(({ href, label }) => (
          <li key={href}>
            <Link to={href}>{label}</Link>
          </li>
        ))}
      </ul>
    </RailSection>
  );
}

function Labels({ data: { labels, organization } }: { data: GuideData }) {
  const meanings = useLabelMeanings();
  return (
    <dl className="guide-labels">
      {labels.map(({ label, line }) => (
        <div key={label}>
          <dt>
            <LabelBadge label={label} size="large" />
          </dt>
          <dd>
            {meanings[label]} <span className="facts">{line}</span>
            {label === 'AMBER_STRICT' && <p className="facts">{organization}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
