import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { canSeeMeasures } from '#app/domain/measures/policy';
import { canAdminister } from '#app/domain/members/policy';
import { getMember } from '#app/domain/members/queries.server';
import { localName } from '#app/domain/named';
import { listMemberThreads } from '#app/domain/threads/collections.server';
import { getLocale } from '#app/http/locale.server';
import { longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { presentRow } from '#app/routes/threads/present.server';
import { ThreadList } from '#app/ui/forum/thread-row';
import { Page } from '#app/ui/layout/frame';
import { PageHeader, SectionHead } from '#app/ui/layout/page-header';
import { ButtonLink } from '#app/ui/primitives/button';
import { Badge } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const member = await getMember(viewer, args.params.handle ?? '');
  const threads = await listMemberThreads(viewer, member.memberId);
  const name = localName(member.name, locale);
  return json({
    title: `${name} · ${translator(locale)('app.name')}`,
    name,
    handle: member.handle,
    role: member.role,
    itRole: member.itRole,
    employment: member.employment,
    email: member.email,
    state: member.state,
    about: member.about,
    aboutDirection: titleDirection(member.about),
    since: member.memberSince,
    authorities: member.authorities.map((each) => ({
      id: each.id,
      name: localName(each.name, locale),
      primaryContact: each.primaryContact,
    })),
    asked: threads.asked.map((row) => presentRow(row, locale)),
    answered: threads.answered.map((row) => presentRow(row, locale)),
    own: viewer.memberId === member.memberId,
    measures: canSeeMeasures(viewer) && viewer.memberId !== member.memberId,
    administers: canAdminister(viewer),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Member() {
  const member = useLoaderData<typeof loader>();
  const t = useTranslations('members');
  const measures = useTranslations('measures');
  return (
    <Page>
      <PageHeader
        title={<bdi>{member.name}</bdi>}
        up={{ href: paths.members(), label: t('title') }}
        actions={
          <>
            {member.own && (
              <ButtonLink to={paths.account()} icon="pencil">
                {t('edit')}
              </ButtonLink>
            )}
            {member.measures && (
              <ButtonLink to={paths.adminMeasures(member.handle)} icon="eye">
                {measures('link')}
              </ButtonLink>
            )}
            {member.administers && (
              <ButtonLink to={paths.adminMember(member.handle)} icon="shield">
                {t('administer')}
              </ButtonLink>
            )}
          </>
        }
      />
      <MemberFacts />
      <SectionHead title={t('about')} />
      {member.about ? (
        <p className="prose" dir={member.aboutDirection}>
          {member.about}
        </p>
      ) : (
        <p className="facts">{t('noAbout')}</p>
      )}
      <MemberThreads />
    </Page>
  );
}

/** What the member asked, and where they answered, as far as the reader may see it. */
function MemberThreads() {
  const { asked, answered } = useLoaderData<typeof loader>();
  const t = useTranslations('collections');
  return (
    <>
      <SectionHead title={t('asked')} />
      <ThreadList threads={asked} label={t('asked')} empty={<p className="facts">{t('noneAsked')}</p>} />
      <SectionHead title={t('answered')} />
      <ThreadList threads={answered} label={t('answered')} empty={<p className="facts">{t('noneAnswered')}</p>} />
    </>
  );
}

function MemberFacts() {
  const member = useLoaderData<typeof loader>();
  const locale = useLocale();
  const t = useTranslations('members');
  const roles = useTranslations('roles');
  return (
    <div className="stack">
      <div className="cluster">
        <bdi dir="ltr">@{member.handle}</bdi>
        {member.itRole && <span>{roles(member.itRole)}</span>}
        {member.employment === 'outsourced' && <Badge>{t('outsourced')}</Badge>}
        {member.email && <bdi dir="ltr">{member.email}</bdi>}
        {member.role !== 'member' && <Badge tone="accent">{roles(member.role)}</Badge>}
        {member.state !== 'active' && <Badge tone="warning">{t(`state.${member.state}`)}</Badge>}
      </div>
      {member.authorities.length > 0 && (
        <ul aria-label={t('authorities')} className="cluster">
          {member.authorities.map((authority) => (
            <li key={authority.id} className="cluster">
              <bdi>{authority.name}</bdi>
              {authority.primaryContact && <Badge>{t('primaryContact')}</Badge>}
            </li>
          ))}
        </ul>
      )}
      <p className="facts">{t('since', { date: longDay(locale, member.since) })}</p>
    </div>
  );
}
