import hebrewFont from '@fontsource-variable/heebo/files/heebo-hebrew-wght-normal.woff2?url';
import latinFont from '@fontsource-variable/heebo/files/heebo-latin-wght-normal.woff2?url';
import type { RootData } from '#app/ui/layout/root-data';

/** Files of public/, which keep their names because the outside asks for them by name. */
const ICON = '/favicon.svg';
const ICON_PNG = '/favicon-32.png';
const TOUCH_ICON = '/apple-touch-icon.png';
const MANIFEST = '/manifest.webmanifest';
const PAPER = { light: '#fbfaf7', dark: '#191816' };

/** What the browser should know before it reads on: the fonts of this language, the icons, the colour of its own bars. */
export function HeadLinks({ locale, theme }: Pick<RootData, 'locale' | 'theme'>) {
  const fonts = locale === 'he' ? [hebrewFont, latinFont] : [latinFont];
  return (
    <>
      {fonts.map((href) => (
        <link key={href} rel="preload" as="font" type="font/woff2" href={href} crossOrigin="anonymous" />
      ))}
      <link rel="icon" href={ICON} type="image/svg+xml" />
      <link rel="icon" href={ICON_PNG} sizes="32x32" type="image/png" />
      <link rel="apple-touch-icon" href={TOUCH_ICON} />
      <link rel="manifest" href={MANIFEST} />
      {theme === 'system' ? (
        <>
          <meta name="theme-color" content={PAPER.light} media="(prefers-color-scheme: light)" />
          <meta name="theme-color" content={PAPER.dark} media="(prefers-color-scheme: dark)" />
        </>
      ) : (
        <meta name="theme-color" content={PAPER[theme]} />
      )}
    </>
  );
}
