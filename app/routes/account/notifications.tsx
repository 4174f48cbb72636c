import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { localName } from '#app/domain/named';
import { markNoticesRead } from '#app/domain/notifications/commands.server';
import { listNotices } from '#app/domain/notifications/queries.server';
import { isMember } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { readFields } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { Pagination } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';
import { Time } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  if (!isMember(viewer)) {
    throw redirect(paths.signIn({ to: paths.notifications() }));
  }
  const locale = getLocale(args.request, viewer);
  const before = Number(new URL(args.request.url).searchParams.get('before'));
  const page = await listNotices(viewer, Number.isInteger(before) && before > 0 ? before : undefined);
  const t = translator(locale);
  return json({
    documentTitle: `${t('notices.title')} · ${t('app.name')}`,
    next: page.next === null ? null : paths.notifications({ before: page.next }),
    rows: page.rows.map(({ actor, thread, postId, ...row }) => ({
      ...row,
      actor: actor && !actor.removed ? localName(actor.name, locale) : t('notices.someone'),
      title: thread?.title ?? '',
      href: thread && postId ? paths.post(thread.id, postId) : paths.account(),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  await readFields(args.request);
  await markNoticesRead(await getViewer(args));
  return redirectWithFlash(paths.notifications(), { tone: 'positive', key: 'toast.noticesRead' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

const WORDS = {
  answer: 'answer',
  comment: 'comment',
  mention: 'mention',
  accepted: 'acceptedNotice',
  membership: 'membership',
} as const;

export default function Notifications() {
  const { rows, next } = useLoaderData<typeof loader>();
  const t = useTranslations('notices');
  const states = useTranslations('states');
  return (
    <Page>
      <PageHeader
        title={t('title')}
        actions={
          rows.some((row) => !row.read) && (
            <Form method="post" action={paths.notifications()}>
              <Button icon="check">{t('readAll')}</Button>
            </Form>
          )
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={states('noNotices')} text={states('noNoticesText')} />
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id} className={row.read ? 'notice' : 'notice notice-unread'} data-row="">
              <Link to={row.href}>
                {!row.read && <span className="visually-hidden">{t('unread')}: </span>}
                {t(WORDS[row.kind], { actor: row.actor, title: row.title })}
              </Link>{' '}
              <span className="facts">
                <Time iso={row.createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <Pagination olderHref={next} />
    </Page>
  );
}
