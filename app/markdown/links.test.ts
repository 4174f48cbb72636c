import { describe, expect, it } from 'vitest';
import { resolveLink } from '#app/markdown/links';

const ORIGIN = 'https://rt.example';

describe('resolveLink', () => {
  it.each([
    ['https://e.example', 'https://e.example/', false],
    ['HTTP://E.example/א ב'.replace(' ', '%20'), 'http://e.example/%D7%90%20%D7%91', false],
    ['https://יישוב.example/', 'https://xn--5dbhla4f.example/', false],
    ['https://rt.example/threads/1', 'https://rt.example/threads/1', true],
    ['https://rt.example:443/a', 'https://rt.example/a', true],
    ['https://rt.example.evil.example/', 'https://rt.example.evil.example/', false],
    ['http://rt.example/', 'http://rt.example/', false],
    ['https://rt.example:8443/', 'https://rt.example:8443/', false],
    ['https://rt.example//evil.example', 'https://rt.example//evil.example', true],
    ['/threads/1?page=2#post-3', '/threads/1?page=2#post-3', true],
    ['/a/../b', '/b', true],
    ['#post-3', '#post-3', true],
    ['mailto:dana@city.example', 'mailto:dana@city.example', false],
    ['tel:+972-3-1234567', 'tel:+972-3-1234567', false],
    ['tel:*9999', 'tel:*9999', false],
  ])('%s → %s', (address, href, isInside) => {
    expect(resolveLink(address, ORIGIN)?.href).toBe(href);
    expect(resolveLink(address, ORIGIN)?.isInside).toBe(isInside);
  });

  it.each([
    ...[
      '',
      ' ',
      'a',
      'a/b',
      '?a',
      './a',
      '../a',
      '//e.example',
      '/\\e.example',
      '/.//e.example',
      '\\e',
      'https:e.example',
      'https:/e',
    ],
    ...[
      'javascript:alert(1)',
      'data:,a',
      'ftp://e.example',
      'https://a@e.example',
      'https://a:b@e.example',
      'java\tscript:1',
    ],
    ...[
      'mailto:',
      'mailto:a',
      'mailto:a@b?cc=c',
      'mailto:a@b,c@d',
      'mailto:a@b%0A',
      'tel:',
      'tel:abc',
      'tel:1;ext=2',
      'https://',
      'https:///a',
    ],
    ...['https://e.example/\u202e', '/a\u200b', '/a\nb', `/${'a'.repeat(3000)}`, '#a b', '#"'],
  ])('%j leads nowhere', (address) => {
    expect(resolveLink(address, ORIGIN)).toBeNull();
  });

  it('takes no origin for none of ours', () => {
    expect(resolveLink('/a', 'not an address')).toBeNull();
    expect(resolveLink('https://e.example/', 'not an address')?.isInside).toBe(false);
  });
});
