import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { chainHead } from '#app/domain/audit/chain.server';
import { AuditFilter } from '#app/domain/audit/input';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, type AuditAction, isAuditAction } from '#app/domain/audit/model';
import { listAudit } from '#app/domain/audit/queries.server';
import { localName } from '#app/domain/named';
import { getLocale } from '#app/http/locale.server';
import { exactTime } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { messagesOf } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { AdminHead } from '#app/routes/admin/admin-head';
import { AuditLineView } from '#app/routes/admin/audit-line';
import { Page } from '#app/ui/layout/frame';
import { Button } from '#app/ui/primitives/button';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Pagination } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const filter = AuditFilter.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  const { lines, next } = await listAudit(viewer, filter);
  const head = await chainHead();
  const names = messagesOf(locale).audit.actions;
  const nameOf = (action: AuditAction) => new Map(Object.entries(names)).get(action.replace('.', '_')) ?? action;
  const { before, ...kept } = filter;
  return json({
    title: pageTitle(locale, 'audit.title'),
    filter: kept,
    lines: lines.map((line) => ({
      ...line,
      at: exactTime(locale, line.at),
      actor: line.actor && { ...line.actor, name: localName(line.actor.name, locale) },
      subject: line.subject && { ...line.subject, name: line.subject.name && localName(line.subject.name, locale) },
      action: isAuditAction(line.action) ? nameOf(line.action) : line.action,
    })),
    actions: AUDIT_ACTIONS.map((value) => ({ value, label: nameOf(value) })),
    next: next === null ? null : paths.adminAudit({ ...kept, before: next }),
    download: paths.auditFile(kept),
    head,
    first: before ? paths.adminAudit(kept) : null,
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Audit() {
  const { lines, next, first, head, download } = useLoaderData<typeof loader>();
  const t = useTranslations('audit');
  return (
    <Page>
      <AdminHead current="audit" />
      <p>{t('lead')}</p>
      <AuditFilterBar />
      {lines.length === 0 ? (
        <EmptyState title={t('none')} text={t('noneText')} />
      ) : (
        <ol className="rows">
          {lines.map((line) => (
            <AuditLineView key={line.id} line={line} />
          ))}
        </ol>
      )}
      <Pagination olderHref={next} newerHref={first} />
      <p>
        <a href={download} download>
          {t('download')}
        </a>
      </p>
      {head && (
        <>
          <p className="facts">{t('chain', { count: head.position })}</p>
          <pre dir="ltr" className="command">
            <code>{`npx roundtable audit verify --expect ${head.position}:${head.hash}`}</code>
          </pre>
        </>
      )}
    </Page>
  );
}

function AuditFilterBar() {
  const { filter, actions } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const t = useTranslations('audit');
  return (
    <Form method="get" action={paths.adminAudit()} className="filter-bar" key={JSON.stringify([filter, locale])}>
      <Select
        name="action"
        label={t('action')}
        optional
        options={[{ value: '', label: t('anyAction') }, ...actions]}
        defaultValue={filter.action ?? ''}
      />
      <Select
        name="outcome"
        label={t('outcome')}
        optional
        options={[
          { value: '', label: t('anyOutcome') },
          ...AUDIT_OUTCOMES.map((value) => ({ value, label: t(value) })),
        ]}
        defaultValue={filter.outcome ?? ''}
      />
      <TextInput name="member" label={t('member')} optional dir="ltr" defaultValue={filter.member ?? ''} />
      <TextInput name="from" type="date" label={t('from')} optional defaultValue={filter.from ?? ''} />
      <TextInput name="to" type="date" label={t('to')} optional defaultValue={filter.to ?? ''} />
      <Button size="sm" icon="sliders-horizontal">
        {t('filter')}
      </Button>
    </Form>
  );
}
