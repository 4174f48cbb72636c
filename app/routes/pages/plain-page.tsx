import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Prose } from '#app/ui/primitives/prose';

/** A page of nothing but text. */
export interface PlainText {
  title: string;
  html: string;
  /** When the association last changed it, in words; null for the text that comes with the software. */
  changed: string | null;
}

export function PlainPage({ title, html, changed }: PlainText) {
  return (
    <Page>
      <PageHeader title={title} />
      <Prose html={html} />
      {changed && <p className="facts">{changed}</p>}
    </Page>
  );
}
