import en from '#app/i18n/messages/en.json';
import he from '#app/i18n/messages/he.json';

const PAGES: Partial<Record<number, 's500' | 'busy'>> = { 500: 's500', 503: 'busy' };

/**
 * A page without React, styles or data, in both languages, for when the product itself cannot render: HTTP too broken
 * to parse, a fault in the page of faults, or a flood for which rendering would be too dear. `requestId` is ours, never what a client sent.
 */
export function lastResortPage(status: 400 | 408 | 431 | 500 | 503, requestId: string): string {
  const key = PAGES[status] ?? 's400';
  const [hebrew, english] = [he.errorPages[key], en.errorPages[key]];
  const id = requestId ? `<p dir="ltr"><code>${requestId}</code></p>` : '';
  return [
    `<!doctype html><html lang="he" dir="rtl"><head><meta charset="utf-8"><title>${hebrew.title}</title></head>`,
    `<body><h1>${hebrew.title}</h1><p>${hebrew.text}</p>`,
    `<div lang="en" dir="ltr"><h2>${english.title}</h2><p>${english.text}</p></div>${id}</body></html>\n`,
  ].join('');
}
