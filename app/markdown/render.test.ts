import { describe, expect, it } from 'vitest';
import { RENDERER_VERSION, type RenderOptions, renderMarkdown } from '#app/markdown/render';

const OPTIONS: RenderOptions = {
  idPrefix: 'post-7-',
  origin: 'https://rt.example',
  labels: { footnotes: 'Notes', backToText: 'Back to "text"', table: 'Table', taskDone: 'Done', taskOpen: 'Open' },
  resolveMention: (handle) => ({ href: `/members/${handle}`, name: handle }),
  resolveThread: (id) => ({ href: `/threads/${id}` }),
};

function html(source: string): string {
  return renderMarkdown(source, OPTIONS).html;
}

describe('renderMarkdown', () => {
  it('has a version to store', () => {
    expect(Number.isInteger(RENDERER_VERSION)).toBe(true);
  });

  it.each([
    ['emphasis', '*a* **b** ~~c~~', '<p dir="ltr"><em>a</em> <strong>b</strong> <del>c</del></p>\n'],
    ['a line break', 'a\nb', '<p dir="ltr">a<br />b</p>\n'],
    ['headings', '# a\n\n## b\n\n###### c', '<h3 dir="ltr">a</h3>\n<h4 dir="ltr">b</h4>\n<h5 dir="ltr">c</h5>\n'],
    ['an underlined heading', 'a\n===', '<h3 dir="ltr">a</h3>\n'],
    ['a list that starts later', '3. a', '<ol start="3" dir="ltr">\n<li dir="ltr">a</li>\n</ol>\n'],
    [
      'an image',
      '![a](https://e.example/a.png)',
      '<p dir="ltr"><a href="https://e.example/a.png" rel="nofollow ugc noopener">a</a></p>\n',
    ],
    ['an image without words', '![](/a.png)', '<p><a href="/a.png" dir="ltr">/a.png</a></p>\n'],
    ['an image in a link', '[![a](/a.png)](/b)', '<p dir="ltr"><a href="/b">a</a></p>\n'],
    ['raw HTML', '<b onclick="a">x</b>', '<p dir="ltr">&lt;b onclick="a"&gt;x&lt;/b&gt;</p>\n'],
    ['references', '&lt;b&gt; &copy; &#x5d0;', '<p dir="rtl">&lt;b&gt; © א</p>\n'],
    ['an inside link', '[a](https://rt.example/b)', '<p dir="ltr"><a href="https://rt.example/b">a</a></p>\n'],
    ['a link that may not be', '[a *b*](javascript:c)', '<p dir="ltr">a <em>b</em></p>\n'],
    ['unknown code', '```x\n<a>\n```', '<pre dir="ltr" tabindex="0"><code dir="ltr">&lt;a&gt;\n</code></pre>\n'],
    [
      'a control in code',
      '`a\u202eb`',
      '<p><code dir="ltr">a<span class="bidi-mark" title="U+202E">⟨U+202E⟩</span>b</code></p>\n',
    ],
  ])('%s', (_name, source, wanted) => {
    expect(html(source)).toBe(wanted);
  });

  it('renders a task list with boxes that have names', () => {
    expect(html('- [x] a\n- [ ] b')).toBe(
      '<ul class="contains-task-list" dir="ltr">\n' +
        '<li class="task-list-item" dir="ltr"><input type="checkbox" disabled checked aria-label="Done" /> a</li>\n' +
        '<li class="task-list-item" dir="ltr"><input type="checkbox" disabled aria-label="Open" /> b</li>\n</ul>\n',
    );
  });

  it('frames a table so that the keyboard can scroll it', () => {
    const table = html('| a | b |\n|:--|--:|\n| c | d |');
    expect(table).toMatch(/^<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table dir="ltr">/);
    expect(table).toContain('<th scope="col" class="align-start" dir="ltr">a</th>');
    expect(table).toContain('<td class="align-end" dir="ltr">d</td>');
  });

  it('links references, but not in code, links or addresses', () => {
    const {
      html: post,
      mentions,
      threadRefs,
    } = renderMarkdown('@a #1 `@b #2` [@c #3](/x) https://e.example/@d#4\n\n```\n@e #5\n```', OPTIONS);
    expect(mentions).toEqual(['a']);
    expect(threadRefs).toEqual([1]);
    expect(post.match(/class="(?:mention|thread-ref)"/g)).toHaveLength(2);
  });

  it('numbers footnotes and names their links in both directions', () => {
    const post = html('a[^x] b[^y] c[^x] d[^none]\n\n[^y]: second\n\n[^x]: first\n\n    more');
    expect(post).toContain('<a href="#post-7-fn-1" id="post-7-fnref-1-1" role="doc-noteref">1</a>');
    expect(post).toContain('<a href="#post-7-fn-1" id="post-7-fnref-1-2" role="doc-noteref">1</a>');
    expect(post).toContain('d[^none]');
    expect(post).toContain('<section class="footnotes" role="doc-endnotes" aria-label="Notes"><ol dir="ltr">');
    expect(post).toMatch(
      /<li id="post-7-fn-1" dir="ltr"><p dir="ltr">first<\/p>\n<p dir="ltr">more <a class="footnote-back"/,
    );
    expect(post).toContain('aria-label="Back to &quot;text&quot; 2"');
  });

  it.each(['ל-@dana.levi', 'ל־@dana.levi', 'תודה, @dana.levi', '- ל-@dana.levi', '**ל-@dana.levi**'])(
    '%s mentions somebody, and is no mail address',
    (source) => {
      const { mentions, html: made } = renderMarkdown(source, OPTIONS);
      expect(mentions).toEqual(['dana.levi']);
      expect(made).not.toContain('mailto:');
    },
  );

  it('an address is an address, with a hyphen before it too', () => {
    const { mentions, html: made } = renderMarkdown('ל-dana@example.org', OPTIONS);
    expect(mentions).toEqual([]);
    expect(made).toContain('mailto:');
  });

  it('leaves a note nobody mentions out', () => {
    expect(html('a\n\n[^x]: b')).toBe('<p dir="ltr">a</p>\n');
  });

  it('gives the words, a line for each block', () => {
    const { text } = renderMarkdown(
      '# א\n\nb **c**[^1] <d> &amp;\n\n| e | f |\n|---|---|\n| g | h |\n\n[^1]: i',
      OPTIONS,
    );
    expect(text).toBe('א\nb c <d> &\ne\tf\ng\th\ni');
  });

  it('highlights only so much code', () => {
    const fence = `\`\`\`js\n${'const a = 1;\n'.repeat(800)}\`\`\`\n\n`;
    const post = html(fence.repeat(3));
    expect(post.match(/<code class="hljs language-javascript"/g)).toHaveLength(1);
    expect(post.match(/<pre /g)).toHaveLength(3);
  });

  it('keeps nothing from one text to the next', () => {
    const source = 'a[^1] @dana #1\n\n[^1]: b';
    expect(renderMarkdown(source, OPTIONS)).toEqual(renderMarkdown(source, OPTIONS));
  });

  it('takes an empty text', () => {
    expect(renderMarkdown('', OPTIONS)).toEqual({ html: '', text: '', mentions: [], threadRefs: [], isPlain: false });
  });
});
