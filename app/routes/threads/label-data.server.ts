import type { AuthorityRef } from '#app/domain/authorities/ref';
import type { PersonRef } from '#app/domain/members/person';
import { localName } from '#app/domain/named';
import { organizationStatement } from '#app/domain/organization/setting.server';
import { getLabelView, type LabelRequestView } from '#app/domain/threads/label-view.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import type { RouteArgs } from '#app/http/viewer.server';
import type { Locale } from '#app/i18n/locales';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { presentPerson } from '#app/routes/threads/present.server';
import type { Person } from '#app/ui/forum/person-line';

/** Everything the label page shows, in the reader's language. */
export async function labelData(args: RouteArgs, postId: number) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const view = await getLabelView(viewer, postId);
  cacheByLabels(args.context, viewer, [view.label]);
  const { recipients, requests, ownRequests, readers, brokenGlass, history, ...rest } = view;
  return {
    ...rest,
    documentTitle: pageTitle(locale, 'labelPage.title'),
    titleDir: titleDirection(view.title),
    organization: await organizationStatement(locale),
    here: paths.postLabel(postId),
    back: paths.post(view.threadId, postId),
    recipients: recipients.map((one) => withAuthorities(one.person, one.authorities, locale)),
    recipientHandles: handlesOf(recipients.map(({ person }) => person)),
    requests: requests.map((one) => presentRequest(one, locale)),
    ownRequests: ownRequests.map((one) => presentRequest(one, locale)),
    readers:
      readers?.map(({ person, authorities, ...reader }) => ({
        ...reader,
        person: withAuthorities(person, authorities, locale),
      })) ?? null,
    brokenGlass: brokenGlass.map(({ by, ...one }) => ({ ...one, by: presentPerson(by, null, locale) })),
    history: history?.map(({ by, ...one }) => ({ ...one, by: by && presentPerson(by, null, locale) })) ?? null,
    wasPublic: history?.some(({ from }) => from === 'TLP:CLEAR') ?? false,
  };
}

function presentRequest({ by, ...request }: LabelRequestView, locale: Locale) {
  return { ...request, by: presentPerson(by, null, locale) };
}

function withAuthorities(person: PersonRef, authorities: AuthorityRef[], locale: Locale): Person {
  const shown = presentPerson(person, null, locale);
  const names = authorities.map(({ name }) => localName(name, locale));
  return names.length === 0 ? shown : { ...shown, authority: names.join(' · ') };
}

/** As the box for recipients takes them: one a line. */
function handlesOf(people: PersonRef[]): string {
  return people.flatMap(({ handle, removed }) => (removed ? [] : [handle])).join('\n');
}
