import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listPages } from '#app/domain/pages/administration.server';
import { setPageContact } from '#app/domain/pages/contact.server';
import { ContactInput } from '#app/domain/pages/input';
import { PAGE_NAMES } from '#app/domain/pages/model';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { messagesOf } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { AdminHead } from '#app/routes/admin/admin-head';
import { ContactForm } from '#app/routes/admin/contact-form';
import { pageHeading } from '#app/routes/admin/page-key.server';
import { presentPerson } from '#app/routes/threads/present.server';
import { PersonLine } from '#app/ui/forum/person-line';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Link } from '#app/ui/primitives/link';
import { Badge, Callout } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const { lines, contact } = await listPages(viewer);
  const present = lines.map(({ changed, ...line }) => ({
    ...line,
    heading: pageHeading(locale, line),
    changed: changed && { at: changed.at, by: presentPerson(changed.by, null, locale) },
  }));
  return json({
    title: pageTitle(locale, 'admin.pages'),
    words: messagesOf(locale).pageTexts.page,
    pages: PAGE_NAMES.map((page) => ({ page, lines: present.filter((line) => line.page === page) })),
    contact,
  });
}

/** Whom to turn to about accessibility. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const form = await readForm(args.request, ContactInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(form.form, () => setPageContact(viewer, form.value));
  return done.ok
    ? redirectWithFlash(paths.adminPages(), { tone: 'positive', key: 'toast.contactSaved' })
    : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const ADDRESSES = { privacy: paths.privacy, accessibility: paths.accessibility, about: paths.about, notice: null };

/** Texts the association may write itself, and what is amiss with them. */
export default function AdminPages() {
  const { pages, contact, words } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const missing = pages.some(({ lines }) => lines.some(({ lacksContact }) => lacksContact));
  const { nameHe, nameEn, email, phone } = words;
  return (
    <Page>
      <AdminHead current="pages" />
      <ErrorSummary errors={reply?.errors} labels={{ nameHe, nameEn, email, phone }} />
      <p>{words.lead}</p>
      {missing && (
        <Callout tone="warning">
          <p>{words.contactMissing}</p>
          <p>
            <a href="#contact">{words.contactTitle}</a>
          </p>
        </Callout>
      )}
      {pages.map(({ page, lines }) => (
        <section key={page} aria-labelledby={`page-${page}`}>
          <SectionHead title={words.names[page]} id={`page-${page}`} {...seen(page, words.see)} />
          <p className="facts">{words.leads[page]}</p>
          <ul className="rows">
            {lines.map(({ locale, heading, builtIn, changed, older, lacksContact }) => (
              <li key={locale} className="notice" data-row="">
                <div className="cluster">
                  <strong>{words.languages[locale]}</strong>
                  <Badge>{builtIn ? words.builtIn : words.own}</Badge>
                  {older && <Badge tone="warning">{words.older}</Badge>}
                  {lacksContact && <Badge tone="warning">{words.lacksContact}</Badge>}
                </div>
                {changed && <PersonLine person={changed.by} at={changed.at} />}
                <div className="cluster">
                  <Link to={paths.editPage(page, locale)} aria-label={`${words.edit}: ${heading}`}>
                    {words.edit}
                  </Link>
                  {changed && (
                    <Link to={paths.pageHistory(page, locale)} aria-label={`${words.history}: ${heading}`}>
                      {words.history}
                    </Link>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ContactForm reply={reply} contact={contact} words={words} />
    </Page>
  );
}

function seen(page: keyof typeof ADDRESSES, linkText: string) {
  const address = ADDRESSES[page];
  return address ? { href: address(), linkText } : {};
}
