import { expect, test } from 'vitest';
import { anchorHeadings, splitDocument, withoutEmptyParts } from '#app/domain/summaries/document';

test('the title stands apart, the front matter of a file is left out', () => {
  expect(splitDocument('\ufeff---\ndate: 2024-01-01\n---\n# *One* title #\n\ntext')).toEqual({
    title: 'One title',
    body: '\ntext',
  });
  expect(splitDocument('text\n# later')).toEqual({ title: null, body: 'text\n# later' });
});

test('what the template left empty is not shown; code and words stay', () => {
  const text = '## החלטות\n\n- \n\n## משימות\n\n- [ ] \n- [ ] לבדוק\n\n## מטרה\n\n## רקע\n\n```\n- \n```\n';
  expect(withoutEmptyParts(text).replace(/ *\n[ \n]*/g, '\n')).toBe('## משימות\n- [ ] לבדוק\n## רקע\n```\n-\n```\n');
});

test('headings go up a level, and the outermost are the contents', () => {
  const { html, contents } = anchorHeadings('<h3 dir="rtl">א &amp; <em>ב</em></h3>\n<h4>ג</h4>\n<h3>ד</h3>', 'p-');
  expect(html).toBe('<h2 id="p-1" dir="rtl">א &amp; <em>ב</em></h2>\n<h3>ג</h3>\n<h2 id="p-2">ד</h2>');
  expect(contents).toEqual([
    { id: 'p-1', text: 'א & ב' },
    { id: 'p-2', text: 'ד' },
  ]);
});
