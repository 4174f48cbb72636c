import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { nextSessions } from '#app/domain/sessions/linked.server';
import { latestSummaries } from '#app/domain/summaries/latest.server';
import { getHome } from '#app/domain/threads/home.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { pageData } from '#app/http/page-data.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import { presentSession } from '#app/routes/sessions/present.server';
import { presentRow } from '#app/routes/threads/present.server';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { ThreadList } from '#app/ui/forum/thread-row';
import { Page, RailSection } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import { ButtonLink } from '#app/ui/primitives/button';
import { Link } from '#app/ui/primitives/link';
import { Pagination } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';
import { Time, useRelativeWords } from '#app/ui/primitives/text';
import { SessionBrief } from '#app/ui/sessions/session-row';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const cursor = new URL(args.request.url).searchParams.get('cursor');
  const [home, sessions, summaries] = await Promise.all([
    getHome(viewer, cursor),
    nextSessions(viewer),
    latestSummaries(viewer),
  ]);
  cacheByLabels(
    args.context,
    viewer,
    [...home.unanswered, ...home.stream.rows, ...sessions, ...summaries].map((row) => row.label),
  );
  const t = translator(locale);
  return pageData({
    title: t('app.name'),
    tagline: t('app.tagline'),
    member: viewer.kind === 'member',
    firstPage: cursor === null,
    unanswered: home.unanswered.map((row) => presentRow(row, locale)),
    stream: home.stream.rows.map((row) => presentRow(row, locale)),
    next: home.stream.next ? paths.homePage(home.stream.next) : null,
    previous: home.stream.previous ? paths.homePage(home.stream.previous) : null,
    sessions: sessions.map((row) => presentSession(row, locale)),
    summaries: summaries.map((row) => ({ ...row, dir: titleDirection(row.title) })),
    newSince: home.newSince,
    table: home.table,
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'description', content: data?.tagline },
];

export default function Home() {
  const data = useLoaderData<typeof loader>();
  const t = useTranslations('home');
  const states = useTranslations('states');
  return (
    <Page rail={<HomeRail />}>
      <PageHeader
        title={t('title')}
        lead={<Lead />}
        actions={
          !data.member && (
            <ButtonLink to={paths.signIn({ to: paths.newThread() })} variant="primary" icon="plus">
              {t('ask')}
            </ButtonLink>
          )
        }
      />
      {data.firstPage && data.unanswered.length > 0 && (
        <section aria-labelledby="waiting">
          <SectionHead
            id="waiting"
            title={data.member ? t('waitingForYou') : t('waiting')}
            href={paths.threads({ view: 'unanswered' })}
            linkText={t('allWaiting')}
          />
          <ThreadList threads={data.unanswered} label={t('waiting')} empty={null} />
        </section>
      )}
      <section aria-labelledby="stream">
        <SectionHead id="stream" title={t('stream')} href={paths.threads()} linkText={t('allThreads')} />
        <ThreadList
          threads={data.stream}
          label={t('stream')}
          empty={<EmptyState title={states('noThreads')} text={states('noThreadsText')} as="h3" />}
        />
        <Pagination olderHref={data.next} newerHref={data.previous} />
      </section>
    </Page>
  );
}

function Lead() {
  const { newSince, member, table } = useLoaderData<typeof loader>();
  const t = useTranslations('home');
  const when = useRelativeWords();
  if (newSince) {
    return <>{t('newSince', { count: newSince.count, when: when(newSince.since) })}</>;
  }
  return <>{member ? t('atTheTable', table) : t('guestLead', table)}</>;
}

function HomeRail() {
  const { member, sessions, summaries } = useLoaderData<typeof loader>();
  const t = useTranslations('home');
  return (
    <>
      <RailSection title={t('sessions')}>
        {sessions.length === 0 ? (
          <p className="facts">{t('noSessions')}</p>
        ) : (
          <>
            <SessionBrief sessions={sessions} />
            <Link to={paths.sessions()}>{t('allSessions')}</Link>
          </>
        )}
      </RailSection>
      <RailSection title={t('summaries')}>
        {summaries.length === 0 ? (
          <p className="facts">{t('noSummaries')}</p>
        ) : (
          <ul className="similar-list">
            {summaries.map(({ sessionId, title, dir, label, publishedAt }) => (
              <li key={sessionId}>
                <Link to={paths.sessionSummary(sessionId)}>
                  <bdi dir={dir}>{title}</bdi>
                </Link>
                <span className="row-meta">
                  {label !== 'GREEN' && <LabelBadge label={label} />}
                  <Time iso={publishedAt} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </RailSection>
      {!member && (
        <RailSection title={t('join')}>
          <p>{t('joinText')}</p>
          <div className="cluster">
            <ButtonLink to={paths.apply()}>{t('apply')}</ButtonLink>
            <ButtonLink to={paths.signIn()} variant="quiet">
              {t('signIn')}
            </ButtonLink>
          </div>
        </RailSection>
      )}
    </>
  );
}
