import type { LoaderFunctionArgs } from '@remix-run/node';
import { associationName } from '#app/domain/members/association.server';
import { localName } from '#app/domain/named';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { messagesOf } from '#app/i18n/translator.server';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';

/** A page of nothing but text. */
export interface PlainText {
  title: string;
  lead: string;
  sections: { id: string; title: string; paragraphs: string[] }[];
}

/**
 * The text of a page in the reader's language. Read here rather than in the page, so that these long texts are not in
 * the catalogue that every browser loads.
 */
export async function plainText(
  args: LoaderFunctionArgs,
  name: 'about' | 'accessibility' | 'privacy',
): Promise<PlainText> {
  const viewer = await getViewer(args);
  cacheByLabels(args.context, viewer, []);
  const locale = getLocale(args.request, viewer);
  const messages = messagesOf(locale);
  const { title, lead, sections } = messages.pages[name];
  const stored = await associationName();
  const association = stored ? localName(stored, locale) : messages.app.name;
  return {
    title,
    lead,
    sections: Object.entries(sections).map(([id, section]) => ({
      id,
      title: section.title,
      paragraphs: section.text.replaceAll('{association}', association).split('\n\n'),
    })),
  };
}

export function PlainPage({ title, lead, sections }: PlainText) {
  return (
    <Page>
      <PageHeader title={title} lead={lead} />
      <div className="prose">
        {sections.map((section) => (
          <section key={section.id} aria-labelledby={section.id}>
            <h2 id={section.id}>{section.title}</h2>
            {section.paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        ))}
      </div>
    </Page>
  );
}
