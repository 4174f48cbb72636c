import { paths } from '#app/paths';

/** Renders texts of the association's pages in that language, with names filled in. Rejects when the server cannot. */
export function previewOfPage(locale: string): (text: string) => Promise<string> {
  return async (text) => {
    const body = new URLSearchParams({ body: text, page: locale });
    const response = await fetch(paths.preview(), { method: 'POST', body });
    if (!response.ok) {
      throw new Error(`There is no preview (${response.status}).`);
    }
    const { html } = await response.json();
    return html;
  };
}
