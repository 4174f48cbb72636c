import type { RenderOptions } from '#app/markdown/render';

/** What the tests render with. */
export const TEST_OPTIONS: RenderOptions = {
  idPrefix: 'post-7-',
  origin: 'https://rt.example',
  labels: { footnotes: 'Notes', backToText: 'Back to text', table: 'Table', taskDone: 'Done', taskOpen: 'Open' },
  resolveMention: (handle) => (handle.startsWith('no') ? null : { href: `/members/${handle}`, name: 'דנה לוי' }),
  resolveThread: (id) => ({ href: `/threads/${id}`, title: 'a title nobody may see' }),
};
