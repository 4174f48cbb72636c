import { describe, expect, it } from 'vitest';
import { linkReferences, MAX_REFERENCES, type ReferenceResolvers } from '#app/markdown/references';

const RESOLVERS: ReferenceResolvers = {
  resolveMention: (handle) => (handle === 'nobody' ? null : { href: `/members/${handle}`, name: 'a name' }),
  resolveThread: (id) => (id === 404 ? null : { href: `/threads/${id}`, title: 'a title' }),
};

function link(text: string, resolvers: ReferenceResolvers = RESOLVERS) {
  const found = { mentions: new Set<string>(), threadRefs: new Set<number>(), count: 0 };
  const html = linkReferences(text, resolvers, found);
  return { html, mentions: [...found.mentions], threadRefs: [...found.threadRefs] };
}

describe('linkReferences', () => {
  it('links a mention without telling the name', () => {
    const { html, mentions } = link('שלום @dana.levi.');
    expect(html).toBe('שלום <a class="mention" href="/members/dana.levi" dir="ltr">@dana.levi</a>.');
    expect(mentions).toEqual(['dana.levi']);
  });

  it('links a thread number without telling the title', () => {
    const { html, threadRefs } = link('ראו #123, #123');
    expect(html).toBe(
      'ראו <a class="thread-ref" href="/threads/123">#123</a>, <a class="thread-ref" href="/threads/123">#123</a>',
    );
    expect(threadRefs).toEqual([123]);
  });

  it.each(['@dana', '(@dana)', 'ל-@dana', 'ל־@dana', '"@dana"', '@dana, x', '@dana: x', '@dana-x', '@Dana'])(
    '%s mentions',
    (text) => {
      expect(link(text).mentions).toEqual(['dana']);
    },
  );

  it.each(['a@dana', 'א@dana', '@@dana', '/@dana', '@dana_x', '@danaא', '@dana@e', '@', '@.', '@-dana', 'a.@dana'])(
    '%s mentions nobody called dana',
    (text) => {
      expect(link(text).mentions).not.toContain('dana');
    },
  );

  it.each(['#12', '(#12)', 'ב-#12', 'ב־#12', '#12.', '#12, x', '#12-x'])('%s refers', (text) => {
    expect(link(text).threadRefs).toEqual([12]);
  });

  it.each(['a#12', '##12', '#12a', '#12_', '#012', '#0', '#', '# 12', '/#12', '&#12', '#1234567890', 'C#12', '=#12'])(
    '%s does not refer',
    (text) => {
      expect(link(text).threadRefs).toEqual([]);
    },
  );

  it('leaves who and what does not exist as words', () => {
    expect(link('@nobody #404')).toEqual({ html: '@nobody #404', mentions: [], threadRefs: [] });
  });

  it('only collects when there is nobody to ask', () => {
    expect(link('@dana #12', {})).toEqual({ html: '@dana #12', mentions: ['dana'], threadRefs: [12] });
  });

  it('stops after so many', () => {
    expect(link('#1 '.repeat(MAX_REFERENCES + 10)).html.match(/<a /g)).toHaveLength(MAX_REFERENCES);
  });

  it('escapes what stands between', () => {
    expect(link('<b> @dana & "x"').html).toMatch(/^&lt;b> <a .*<\/a> &amp; "x"$/);
  });
});
