import { type Locale, localeDirection } from '#app/i18n/locales';

/** A mail ready to go. */
export interface MailMessage {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
}

/** What a mail says, before it is laid out. All texts are in the reader's language. */
export interface MailContent {
  to: { name: string; address: string };
  locale: Locale;
  subject: string;
  greeting: string;
  paragraphs: string[];
  /** The one thing to do, as a button and as a plain address beneath it. */
  action?: { label: string; url: string };
  /** What to do when it was not the reader who asked. */
  note?: string;
  /** The product's name and address. */
  signature: { name: string; url: string };
}

/** Lays a mail out as HTML and as text, each in the direction of its language. */
export function composeMail(content: MailContent): MailMessage {
  return { to: content.to, subject: oneLine(content.subject), text: plainText(content), html: htmlText(content) };
}

/** Nothing that a person typed may start a new header line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function plainText(content: MailContent): string {
  const action = content.action ? [`${content.action.label}:\n${content.action.url}`] : [];
  const note = content.note ? [content.note] : [];
  const signature = `-- \n${content.signature.name}\n${content.signature.url}`;
  return `${[content.greeting, ...content.paragraphs, ...action, ...note, signature].join('\n\n')}\n`;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const BODY_STYLE =
  'margin:0;padding:24px;background:#f6f4f0;color:#1c1b19;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.6';
const SHEET_STYLE = 'max-width:560px;margin:0 auto;background:#ffffff;padding:32px;border:1px solid #e2ded6';
const BUTTON_STYLE =
  'display:inline-block;background:#0b5563;color:#ffffff;padding:12px 20px;text-decoration:none;font-weight:bold;border-radius:4px';
const SMALL_STYLE = 'font-size:14px;color:#5a564f';

function htmlText(content: MailContent): string {
  const direction = localeDirection(content.locale);
  const paragraph = (text: string, style = ''): string =>
    `<p${style ? ` style="${style}"` : ''}>${escapeHtml(text)}</p>`;
  const action = content.action ? actionHtml(content.action) : '';
  const note = content.note ? paragraph(content.note, SMALL_STYLE) : '';
  const url = escapeHtml(content.signature.url);
  return `<!doctype html>
<html lang="${content.locale}" dir="${direction}">
<head><meta charset="utf-8"><title>${escapeHtml(content.subject)}</title></head>
<body dir="${direction}" style="${BODY_STYLE}">
<div style="${SHEET_STYLE};text-align:start">
${paragraph(content.greeting)}
${content.paragraphs.map((text) => paragraph(text)).join('\n')}
${action}${note}
<p style="${SMALL_STYLE};border-top:1px solid #e2ded6;padding-top:16px">${escapeHtml(content.signature.name)}<br>
<a dir="ltr" href="${url}">${url}</a></p>
</div>
</body>
</html>
`;
}

function actionHtml(action: { label: string; url: string }): string {
  const url = escapeHtml(action.url);
  return `<p><a href="${url}" style="${BUTTON_STYLE}">${escapeHtml(action.label)}</a></p>
<p style="${SMALL_STYLE}"><bdi dir="ltr" style="word-break:break-all">${url}</bdi></p>
`;
}
