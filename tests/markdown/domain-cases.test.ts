import { describe, expect, it } from 'vitest';
import { blockDirection, titleDirection } from '#app/markdown/direction';
import { renderMarkdown } from '#app/markdown/render';
import { TEST_OPTIONS } from '#tests/markdown/options';

/** DOMAIN.md 5.7, one by one. */
function html(source: string): string {
  return renderMarkdown(source, TEST_OPTIONS).html;
}

describe('direction in rendered posts (DOMAIN.md 5.7)', () => {
  it('a Hebrew list with an English sub-list', () => {
    const list = html('- ספקי ענן שנבדקו\n  - Amazon Web Services\n  - Microsoft Azure\n- מועד הסיום של הבדיקה');
    expect(list).toMatch(/^<ul dir="rtl">\n<li dir="rtl">ספקי ענן שנבדקו<ul dir="ltr">\n<li dir="ltr">Amazon/);
  });

  it('a Hebrew item stays right-to-left over a much longer English sub-list', () => {
    const list = html(`- ספקים\n  - ${'Amazon Web Services and '.repeat(10)}`);
    expect(list).toContain('<li dir="rtl">ספקים<ul dir="ltr">');
  });

  it('an English quote in a Hebrew reply', () => {
    const post = html('> Please rotate all keys before Sunday.\n\nהוחלפו כל המפתחות.');
    expect(post).toContain('<blockquote dir="ltr"><p dir="ltr">Please');
    expect(post).toContain('<p dir="rtl">הוחלפו');
  });

  it('a heading that ends in (AWS)', () => {
    expect(html('## מעבר לענן (AWS)')).toBe('<h3 dir="rtl">מעבר לענן (AWS)</h3>\n');
  });

  it('a line that ends in code', () => {
    expect(html('הריצו את הפקודה `npm run migrate`')).toContain('<p dir="rtl">הריצו את הפקודה <code dir="ltr">');
  });

  it('a line of mostly code and a few Hebrew words', () => {
    expect(html('`kubectl get pods --all-namespaces -o wide` מציג הכול')).toMatch(/^<p dir="rtl"><code dir="ltr">/);
  });

  it.each([
    ['C++ ו-C# הן שתי שפות שונות', 'rtl'],
    ['C++ ו-C#', 'ltr'],
    ['ה-SOC זיהה ניסיון חדירה', 'rtl'],
    ['ה־SOC', 'rtl'],
    ['מנמ"ר', 'rtl'],
    ['Microsoft Azure הודיעה על תקלה באזור ישראל', 'rtl'],
    ['Azure', 'ltr'],
  ])('%s → %s', (words, direction) => {
    expect(html(words)).toMatch(new RegExp(`^<p dir="${direction}">`));
    expect(titleDirection(words)).toBe(direction);
  });

  it('numbered items that begin with Latin', () => {
    const list = html('1. AWS – אזור תל אביב נפתח\n2. Azure – אזור ישראל מרכז\n3. GCP – אזור תל אביב');
    expect(list).toMatch(/^<ol dir="rtl">/);
    expect(list.match(/<li dir="rtl">/g)).toHaveLength(3);
  });

  it('a link first', () => {
    expect(html('[AWS](https://aws.example) פתחה אזור בישראל')).toMatch(/^<p dir="rtl"><a href/);
    expect(html('https://aws.example/very/long/path/of/english/words פתחה אזור')).toMatch(/^<p dir="rtl"><a href/);
  });

  it('an address in a Hebrew sentence is read from left to right', () => {
    expect(html('ראו https://aws.example/a/ כאן')).toContain('<a href="https://aws.example/a/" dir="ltr" ');
  });

  it('a table and each of its cells', () => {
    const table = html('| ספק | Region |\n|---|---|\n| אמזון | il-central-1 |');
    expect(table).toContain('<table dir="rtl">');
    expect(table).toContain('<td dir="rtl">אמזון</td><td dir="ltr">il-central-1</td>');
  });

  it('a block without letters inherits', () => {
    expect(html('123 – 456')).toBe('<p>123 – 456</p>\n');
    expect(html('`code` https://e.example')).toMatch(/^<p><code/);
    expect(blockDirection('12:30 – 13:45')).toBeNull();
  });
});
