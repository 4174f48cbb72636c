import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listAuthorityNames } from '#app/domain/authorities/queries.server';
import { approveMember, refuseMember } from '#app/domain/members/application.server';
import { listApprovals } from '#app/domain/members/approvals.server';
import { ApprovalInput, InvitationInput, RequestInput, RevocationInput } from '#app/domain/members/input';
import { inviteMember, revokeInvitation } from '#app/domain/members/invitation.server';
import type { Approval } from '#app/domain/members/model';
import { canAdminister, canInvite } from '#app/domain/members/policy';
import { answerRequest, listRequests } from '#app/domain/members/requests.server';
import { localName } from '#app/domain/named';
import type { MemberViewer } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused, type SubmittedForm } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { limitInvitations } from '#app/routes/account/limits.server';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { AdminHead } from '#app/routes/admin/admin-head';
import { ApprovalList } from '#app/routes/admin/approval-list';
import { InvitationForm, InvitationList } from '#app/routes/admin/invitation-parts';
import { RequestList } from '#app/routes/admin/request-list';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Callout } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const approvals = await listApprovals(viewer);
  const [names, requests] = await Promise.all([listAuthorityNames(viewer, locale), listRequests(viewer)]);
  const person = (row: Approval) => ({
    ...row,
    name: localName(row.name, locale),
    authorities: row.authorities.map((each) => localName(each.name, locale)),
  });
  return json({
    title: pageTitle(locale, 'admin.approvals'),
    administers: canAdminister(viewer),
    requests: requests.map(({ id, person: { name, email }, authority, serves }) => ({
      ...{ id, email, name: localName(name, locale), authority: localName(authority.name, locale) },
      serves: serves.map((each) => localName(each.name, locale)),
    })),
    waiting: approvals.waiting.map(person),
    ending: approvals.ending.map(person),
    invitations: approvals.invitations.map((each) => ({
      ...each,
      authority: each.authority && localName(each.authority.name, locale),
    })),
    authorities: names
      .filter((each) => canInvite(viewer, each.id))
      .map((each) => ({ value: String(each.id), label: localName(each.name, locale) })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  switch (fields.intent) {
    case 'invite':
      return invite(viewer, fields);
    case 'revoke':
      return revoke(viewer, fields);
    case 'attach':
    case 'notAttach':
      return attach(viewer, fields);
    case 'approve':
    case 'refuse':
      return decide(viewer, fields);
    default:
      throw new Response(null, { status: 422 });
  }
}

async function decide(viewer: MemberViewer, fields: SubmittedForm) {
  const form = parseForm(fields, ApprovalInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const { handle } = form.value;
  const approve = fields.intent === 'approve';
  const outcome = await attempt(fields, () => (approve ? approveMember(viewer, handle) : refuseMember(viewer, handle)));
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  const flash = approve ? { key: 'admin.approved', values: { name: `@${handle}` } } : { key: 'admin.refused' };
  return redirectWithFlash(paths.approvals(), { tone: 'positive', ...flash });
}

/** The new link is shown once, on the page that answers: it is written down nowhere. */
async function invite(viewer: MemberViewer, fields: SubmittedForm) {
  const form = parseForm(fields, InvitationInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const outcome = await attempt(fields, () => {
    limitInvitations(viewer.memberId);
    return inviteMember(viewer, form.value);
  });
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  const reply = { intent: 'invited', values: { email: form.value.email, link: outcome.value.link }, errors: {} };
  return refused(reply, 200);
}

async function attach(viewer: MemberViewer, fields: SubmittedForm) {
  const form = parseForm(fields, RequestInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const approve = fields.intent === 'attach';
  await answerRequest(viewer, form.value.requestId, approve);
  const key = approve ? 'admin.authoritiesSaved' : 'toast.requestRefused';
  return redirectWithFlash(paths.approvals(), { tone: 'positive', key });
}

async function revoke(viewer: MemberViewer, fields: SubmittedForm) {
  const form = parseForm(fields, RevocationInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  await revokeInvitation(viewer, form.value.invitationId);
  return redirectWithFlash(paths.approvals(), { tone: 'positive', key: 'admin.revoked' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Approvals() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('admin');
  const people = useTranslations('confirmations');
  const invited = reply?.intent === 'invited' ? reply : undefined;
  return (
    <Page>
      <AdminHead current="approvals" administers={data.administers} lead={t('approvalsLead')} />
      <ErrorSummary errors={reply?.errors} labels={{ email: t('email'), authority: t('authority') }} />
      {invited && (
        <div role="status">
          <Callout tone="positive">
            <strong>{t('invited', { email: String(invited.values.email) })}</strong>
            <p>{t('inviteLink')}</p>
            <p>
              <bdi dir="ltr" className="break-all">
                {String(invited.values.link)}
              </bdi>
            </p>
          </Callout>
        </div>
      )}
      <SectionHead title={t('waiting')} />
      <ApprovalList rows={data.waiting} kind="waiting" />
      <RequestList rows={data.requests} />
      <SectionHead title={t('ending')} href={paths.confirmations()} linkText={people('all')} />
      <ApprovalList rows={data.ending} kind="ending" />
      <SectionHead title={t('invite')} />
      <InvitationForm reply={reply} authorities={data.authorities} administers={data.administers} />
      <SectionHead title={t('invitations')} />
      <InvitationList rows={data.invitations} />
    </Page>
  );
}
