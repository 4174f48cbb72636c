import { renderBodies } from '#app/domain/posts/render.server';
import { SECTION_KINDS, type SectionKind } from '#app/domain/summaries/model';
import { sectionName } from '#app/domain/summaries/section-names';
import type { Locale } from '#app/i18n/locales';
import { messagesOf } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';

/** The guide's parts in the order in which a host needs them. */
const STAGES = [
  { id: 'before', sections: ['plan', 'replies'] },
  { id: 'during', sections: ['attendance', 'chatham'] },
  { id: 'after', sections: ['summary', 'actions', 'publish', 'registers'] },
  { id: 'always', sections: ['labels'] },
] as const;
type SectionId = (typeof STAGES)[number]['sections'][number];

/** A part as it is written: Markdown, and what a host would type, with what is to be said of that. */
interface Written {
  title: string;
  text: string;
  example?: string;
  more?: string;
}

/** The text of the guide, rendered; the headings of a summary stand in it as the product knows them. */
export async function hostGuideText(locale: Locale) {
  const { stages, sections } = messagesOf(locale).pages.hostGuide;
  const written: Record<SectionId, Written> = sections;
  const ids = STAGES.flatMap((stage): readonly SectionId[] => stage.sections);
  const rendered = await renderBodies(
    ids.flatMap((id) => [
      { idPrefix: `${id}-`, body: id === 'summary' ? withHeadings(locale) : written[id].text },
      { idPrefix: `${id}-more-`, body: written[id].more ?? '' },
    ]),
  );
  const htmlOf = (id: SectionId, part: 0 | 1) => rendered[ids.indexOf(id) * 2 + part]?.html ?? '';
  return STAGES.map((stage) => ({
    id: stage.id,
    title: stages[stage.id],
    sections: stage.sections.map((id) => {
      const { title, example } = written[id];
      const typed = example === undefined ? null : { text: example, dir: titleDirection(example) };
      return { id, title, html: htmlOf(id, 0), example: typed, more: htmlOf(id, 1) };
    }),
  }));
}

function withHeadings(locale: Locale): string {
  const { sections, headings, becomes } = messagesOf(locale).pages.hostGuide;
  const columns = locale === 'he' ? (['he', 'en'] as const) : (['en', 'he'] as const);
  const isRecord = (kind: SectionKind): kind is keyof typeof becomes & SectionKind => kind in becomes;
  const lines = SECTION_KINDS.map((kind) => [
    ...columns.map((column) => sectionName(kind, column)),
    isRecord(kind) ? becomes[kind] : becomes.text,
  ]);
  const table = [[...columns.map((column) => headings[column]), headings.becomes], ['---', '---', '---'], ...lines];
  return `${sections.summary.text}\n\n${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`;
}
