import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** WCAG 2 contrast of the design's tokens, read from tokens.css as the browser reads it. */
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
);

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(front: string, back: string, theme: 'light' | 'dark'): number {
  const [a = 0, b = 0] = [front, back]
    .map((name) => luminance(tokens.get(name)?.[theme] ?? '#000000'))
    .sort((one, other) => other - one);
  return (a + 0.05) / (b + 0.05);
}

const GROUNDS = ['bg', 'surface', 'sunken'];
const QUIET = ['muted', 'accent', 'positive', 'warning', 'danger', 'cloud', 'cyber', 'digital'];
const CODE = ['code-keyword', 'code-string', 'code-number', 'code-title', 'code-comment'];

describe.each(['light', 'dark'] as const)('contrast, %s', (theme) => {
  it.each(GROUNDS)('running text on %s is at least 7:1', (ground) => {
    expect(contrast('text', ground, theme)).toBeGreaterThanOrEqual(7);
  });

  it.each(GROUNDS.flatMap((ground) => QUIET.map((front) => [front, ground] as const)))(
    '%s on %s is at least 4.5:1',
    (front, ground) => {
      expect(contrast(front, ground, theme)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ...CODE.map((front) => [front, 'code-bg'] as const),
    ['on-accent', 'accent'] as const,
    ['on-danger', 'danger'] as const,
    ['accent', 'accent-soft'] as const,
    ['accent-strong', 'accent-soft'] as const,
    ['text', 'accent-soft'] as const,
    ['muted', 'accent-soft'] as const,
    ['positive', 'positive-soft'] as const,
    ['warning', 'warning-soft'] as const,
    ['danger', 'danger-soft'] as const,
  ])('%s on %s is at least 4.5:1', (front, ground) => {
    expect(contrast(front, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(GROUNDS)('the edge of a control on %s is at least 3:1', (ground) => {
    expect(contrast('line-strong', ground, theme)).toBeGreaterThanOrEqual(3);
  });
});
