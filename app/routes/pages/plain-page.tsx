import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';

/** A page of nothing but text. */
export interface PlainText {
  title: string;
  lead: string;
  sections: { id: string; title: string; paragraphs: string[] }[];
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
