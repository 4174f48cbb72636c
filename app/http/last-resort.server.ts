import en from '#app/i18n/messages/en.json';
import he from '#app/i18n/messages/he.json';

/**
 * A page without React, styles or data, in both languages, for when the product itself cannot render: HTTP too broken
 * to parse, or a fault in the page of faults. `requestId` is ours, never what a client sent.
 */
export function lastResortPage(status: 400 | 431 | 500, requestId: string): string {
  const [hebrew, english] =
    status === 500 ? [he.errorPages.s500, en.errorPages.s500] : [he.errorPages.s400, en.errorPages.s400];
  const id = requestId ? `<p dir="ltr"><code>${requestId}</code></p>` : '';
  return [
    `<!doctype html><html lang="he" dir="rtl"><head><meta charset="utf-8"><title>${hebrew.title}</title></head>`,
    `<body><h1>${hebrew.title}</h1><p>${hebrew.text}</p>`,
    `<div lang="en" dir="ltr"><h2>${english.title}</h2><p>${english.text}</p></div>${id}</body></html>\n`,
  ].join('');
}
