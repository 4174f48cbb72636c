import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { getHome } from '#app/domain/threads/home.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { presentRow } from '#app/routes/threads/present.server';
import { ThreadList } from '#app/ui/forum/thread-row';
import { Page, RailSection } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import { ButtonLink } from '#app/ui/primitives/button';
import { Pagination } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';
import { useRelativeWords } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const cursor = new URL(args.request.url).searchParams.get('cursor');
  const home = await getHome(viewer, cursor);
  cacheByLabels(
    args.context,
    viewer,
    [...home.unanswered, ...home.stream.rows].map((row) => row.label),
  );
  const t = translator(locale);
  return json({
    title: t('app.name'),
    tagline: t('app.tagline'),
    member: viewer.kind === 'member',
    firstPage: cursor === null,
    unanswered: home.unanswered.map((row) => presentRow(row, locale)),
    stream: home.stream.rows.map((row) => presentRow(row, locale)),
    next: home.stream.next ? paths.homePage(home.stream.next) : null,
    previous: home.stream.previous ? paths.homePage(home.stream.previous) : null,
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
  const { member } = useLoaderData<typeof loader>();
  const t = useTranslations('home');
  return (
    <>
      <RailSection title={t('sessions')}>
        <p className="facts">{t('noSessions')}</p>
      </RailSection>
      <RailSection title={t('summaries')}>
        <p className="facts">{t('noSummaries')}</p>
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
