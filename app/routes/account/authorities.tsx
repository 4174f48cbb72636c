import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listAuthorityNames } from '#app/domain/authorities/queries.server';
import { AuthorityChoice } from '#app/domain/members/input';
import { leaveAuthority } from '#app/domain/members/leaving.server';
import { getOwnProfile } from '#app/domain/members/queries.server';
import { askToServe, listOwnRequests, mayAskToServe } from '#app/domain/members/requests.server';
import { localName } from '#app/domain/named';
import { isMember } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { AccountHead } from '#app/routes/account/account-tabs';
import { limitInvitations } from '#app/routes/account/limits.server';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { Page } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Select } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

/** For members, and for those who serve no authority any more. */
async function asker(args: RouteArgs) {
  const viewer = await getViewer(args);
  return mayAskToServe(viewer) === null ? memberOnly(args) : viewer;
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await asker(args);
  const locale = getLocale(args.request, viewer);
  const [names, requests] = await Promise.all([listAuthorityNames(viewer, locale), listOwnRequests(viewer)]);
  const served = isMember(viewer) ? (await getOwnProfile(viewer)).authorities : [];
  const known = new Set([...served, ...requests].map(({ id }) => id));
  const named = ({ id, name }: (typeof names)[number]) => ({ value: String(id), label: localName(name, locale) });
  return json({
    title: pageTitle(locale, 'account.authoritiesTab'),
    member: isMember(viewer),
    staysWithout: isMember(viewer) && viewer.role === 'administrator',
    served: served.map((each) => ({ ...named(each), primaryContact: each.primaryContact })),
    requests: requests.map(named),
    others: names.filter(({ id }) => !known.has(id)).map(named),
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await asker(args);
  const fields = await readFields(args.request);
  const form = parseForm(fields, AuthorityChoice);
  if (!form.ok) {
    return refused(form.reply);
  }
  const { authority } = form.value;
  const leaving = fields.intent === 'leave';
  const outcome = await attempt(fields, async () => {
    if (leaving) {
      return leaveAuthority(viewer, authority);
    }
    limitInvitations(mayAskToServe(viewer) ?? '');
    return askToServe(viewer, authority);
  });
  const key = leaving ? 'toast.leftAuthority' : 'toast.requestSent';
  return outcome.ok ? redirectWithFlash(paths.accountAuthorities(), { tone: 'positive', key }) : refused(outcome.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function OwnAuthorities() {
  const { member, served, requests } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const account = useTranslations('account');
  const t = useTranslations('ownAuthorities');
  return (
    <Page>
      {member ? <AccountHead current="authorities" /> : <PageHeader title={account('authoritiesTab')} />}
      <p>{served.length === 0 ? t('none') : t('lead')}</p>
      <ErrorSummary errors={reply?.errors} labels={{ authority: t('ask') }} />
      {served.length > 0 && <Served />}
      <SectionHead title={t('ask')} />
      {requests.map((each) => (
        <p key={each.value}>{t('open', { authority: each.label })}</p>
      ))}
      <AskForm />
    </Page>
  );
}

function Served() {
  const { served, staysWithout } = useLoaderData<typeof loader>();
  const t = useTranslations('ownAuthorities');
  return (
    <ul className="rows">
      {served.map((each) => (
        <li key={each.value} className="notice">
          <p>
            <strong>
              <bdi>{each.label}</bdi>
            </strong>{' '}
            {each.primaryContact && <Badge>{t('primaryContact')}</Badge>}
          </p>
          <details>
            <summary>{t('leave')}</summary>
            <Form method="post" action={paths.accountAuthorities()} className="stack">
              <p>{t('leaveWhat')}</p>
              {served.length === 1 && !staysWithout && <p>{t('leaveLast')}</p>}
              <input type="hidden" name="authority" value={each.value} />
              <div>
                <Button variant="danger" size="sm" name="intent" value="leave">
                  {t('leaveSubmit', { authority: each.label })}
                </Button>
              </div>
            </Form>
          </details>
        </li>
      ))}
    </ul>
  );
}

function AskForm() {
  const { others } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('ownAuthorities');
  return (
    <Form method="post" action={paths.accountAuthorities()} noValidate className="stack">
      <Select
        name="authority"
        label={t('ask')}
        labelHidden
        options={[{ value: '', label: t('choose') }, ...others]}
        defaultValue={typed(reply, 'authority')}
        errors={reply?.errors.authority}
      />
      <div>
        <Button name="intent" value="ask">
          {t('askSubmit')}
        </Button>
      </div>
    </Form>
  );
}
