import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound } from '#app/domain/errors';
import { removeCalendarFeed, resetCalendarFeed } from '#app/domain/sessions/calendar-feed.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { readFields } from '#app/http/form.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { monthName } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { getEnv } from '#app/instances.server';
import { paths } from '#app/paths';
import { pageTitle } from '#app/routes/account/page-title.server';
import { SessionFilterBar } from '#app/routes/sessions/session-filter-bar';
import { sessionsData } from '#app/routes/sessions/sessions-data.server';
import { Page, RailSection } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ButtonLink } from '#app/ui/primitives/button';
import { Link } from '#app/ui/primitives/link';
import { Tabs } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';
import { CalendarFeed } from '#app/ui/sessions/calendar-feed';
import { MonthTable } from '#app/ui/sessions/month-table';
import { SessionListRow } from '#app/ui/sessions/session-row';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const { data, labels } = await sessionsData(viewer, new URL(args.request.url).searchParams, locale);
  cacheByLabels(args.context, viewer, labels);
  const t = translator(locale);
  const registers = {
    title: t('summary.page.registers'),
    links: [
      { href: paths.decisions(), label: t('summary.page.decisionsTitle') },
      { href: paths.actions(), label: t('summary.page.actionsTitle') },
      { href: paths.questions(), label: t('summary.page.questionsTitle') },
    ],
  };
  return json({ title: pageTitle(locale, 'sessions.title'), registers, ...data });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await getViewer(args);
  const { intent } = await readFields(args.request);
  if (intent === 'feed') {
    const token = await resetCalendarFeed(viewer);
    return json({ address: new URL(paths.calendarFeed(token), getEnv().appUrl).href });
  }
  if (intent === 'feed-remove') {
    await removeCalendarFeed(viewer);
    return redirectWithFlash(paths.sessions(), { tone: 'positive', key: 'toast.feedRemoved' });
  }
  throw notFound();
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Sessions() {
  const data = useLoaderData<typeof loader>();
  const made = useActionData<typeof action>();
  const t = useTranslations('sessions');
  const { view, topic, tag } = data;
  const kept = { topic: topic || undefined, tag: tag || undefined };
  const feed = data.member && (
    <CalendarFeed action={paths.sessions()} since={data.feedSince} address={made?.address ?? null} />
  );
  const beside = (
    <>
      <RailSection title={data.registers.title}>
        <ul className="register-links">
          {data.registers.links.map(({ href, label }) => (
            <li key={href}>
              <Link to={href}>{label}</Link>
            </li>
          ))}
        </ul>
      </RailSection>
      {data.canPlan && (
        <RailSection title={t('forHosts')}>
          <Link to={paths.hostGuide()}>{t('hostGuide')}</Link>
        </RailSection>
      )}
      {feed}
    </>
  );
  return (
    <Page width={view === 'month' ? 'wide' : 'column'} rail={view === 'month' ? null : beside}>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          data.canPlan && (
            <ButtonLink to={paths.newSession()} variant="primary" icon="plus">
              {t('plan')}
            </ButtonLink>
          )
        }
      />
      <Tabs
        label={t('views')}
        items={[
          { href: paths.sessions(kept), label: t('viewUpcoming'), current: view === 'upcoming' },
          {
            href: paths.sessions({ month: data.month?.month ?? data.thisMonth, ...kept }),
            label: t('viewMonth'),
            current: view === 'month',
          },
          { href: paths.sessions({ view: 'past', ...kept }), label: t('viewPast'), current: view === 'past' },
        ]}
      />
      <SessionFilterBar view={view} month={data.month?.month} topic={topic} tag={tag} topics={data.topics} />
      {data.list && <List />}
      {data.month && <Month />}
      {view === 'month' && beside}
    </Page>
  );
}

function List() {
  const { list, view } = useLoaderData<typeof loader>();
  const t = useTranslations('sessions');
  if (!list || list.rows.length === 0) {
    return view === 'past' ? (
      <EmptyState title={t('nonePast')} text={t('nonePastText')} />
    ) : (
      <EmptyState title={t('none')} text={t('noneText')} />
    );
  }
  return (
    <section aria-label={t('list')}>
      <h2 className="visually-hidden">{t(view === 'past' ? 'viewPast' : 'viewUpcoming')}</h2>
      <ul className="rows">
        {list.rows.map((session) => (
          <SessionListRow key={session.id} session={session} />
        ))}
      </ul>
      {(list.next || list.first) && (
        <nav className="pagination" aria-label={t('list')}>
          {list.first ? <ButtonLink to={list.first}>{t('first')}</ButtonLink> : <span />}
          {list.next && <ButtonLink to={list.next}>{t(view === 'past' ? 'earlier' : 'later')}</ButtonLink>}
        </nav>
      )}
    </section>
  );
}

function Month() {
  const { month, thisMonth, topic, tag } = useLoaderData<typeof loader>();
  const t = useTranslations('sessions');
  const locale = useLocale();
  if (!month) {
    return null;
  }
  return (
    <section aria-labelledby="month">
      <div className="month-head">
        <h2 id="month">{monthName(locale, month.month)}</h2>
        <nav className="cluster" aria-label={t('viewMonth')}>
          <ButtonLink to={month.previous} icon="arrow-left" size="sm" rel="prev">
            {t('month.previous')}
          </ButtonLink>
          {month.month !== thisMonth && (
            <ButtonLink to={paths.sessions({ month: thisMonth, topic, tag })} size="sm" variant="quiet">
              {t('month.now')}
            </ButtonLink>
          )}
          <ButtonLink to={month.next} icon="arrow-right" size="sm" rel="next" className="flex-row-reverse">
            {t('month.next')}
          </ButtonLink>
        </nav>
      </div>
      {month.empty && <p className="facts">{t('month.none')}</p>}
      <MonthTable month={month.month} weeks={month.weeks} />
    </section>
  );
}
