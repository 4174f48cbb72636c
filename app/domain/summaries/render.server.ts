import { renderBodies } from '#app/domain/posts/render.server';
import { splitDocument, withoutEmptyParts } from '#app/domain/summaries/document';

/** The HTML of a summary's text, its title apart. */
export async function renderSummary(id: number, markdown: string): Promise<string> {
  const [rendered] = await renderBodies([
    { idPrefix: `summary-${id}-`, body: withoutEmptyParts(splitDocument(markdown).body) },
  ]);
  return rendered?.html ?? '';
}
