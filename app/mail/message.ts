import { type Label, labelText } from '#app/domain/labels';
import { type Locale, localeDirection } from '#app/i18n/locales';
import { titleDirection } from '#app/markdown/direction';

/** A mail ready to go. */
export interface MailMessage {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Where the reader stops mails of this kind, for those that may be stopped. */
  turnOffUrl?: string;
  attachments?: MailAttachment[];
}

/** A file that goes with a mail. */
export interface MailAttachment {
  filename: string;
  content: string;
  contentType: string;
}

/** What people wrote, in a mail: under its label (TLP 2.0: directly before the text). */
export interface MailQuote {
  label: Label;
  title: string;
  /** When, where and so on: one line each. */
  facts?: { name: string; value: string }[];
  items: { lead: string; text: string }[];
}

/** What a mail says, before it is laid out. All texts are in the reader's language. */
export interface MailContent {
  to: { name: string; address: string };
  locale: Locale;
  subject: string;
  greeting: string;
  paragraphs: string[];
  quote?: MailQuote;
  /** The one thing to do, as a button and as a plain address beneath it. */
  action?: { label: string; url: string };
  /** What to do when it was not the reader who asked. */
  note?: string;
  /** How to get no more mails of this kind. */
  turnOff?: { text: string; url: string };
  attachments?: MailAttachment[];
  /** The product's name and address. */
  signature: { name: string; url: string };
}

/** Lays a mail out as HTML and as text, each in the direction of its language. */
export function composeMail(content: MailContent): MailMessage {
  return {
    to: content.to,
    subject: oneLine(content.subject),
    text: plainText(content),
    html: htmlText(content),
    ...(content.turnOff ? { turnOffUrl: content.turnOff.url } : {}),
    ...(content.attachments ? { attachments: content.attachments } : {}),
  };
}

/** Nothing that a person typed may start a new header line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function plainText(content: MailContent): string {
  const action = content.action ? [`${content.action.label}:\n${content.action.url}`] : [];
  const note = content.note ? [content.note] : [];
  const turnOff = content.turnOff ? [`${content.turnOff.text}\n${content.turnOff.url}`] : [];
  const signature = `-- \n${content.signature.name}\n${content.signature.url}`;
  const quote = content.quote ? quoteText(content.quote) : [];
  const parts = [content.greeting, ...quote, ...content.paragraphs, ...action, ...note, ...turnOff, signature];
  return `${parts.join('\n\n')}\n`;
}

function quoteText({ label, title, facts = [], items }: MailQuote): string[] {
  const lines = facts.length > 0 ? [facts.map(({ name, value }) => `${name}: ${value}`).join('\n')] : [];
  return [`${labelText(label)}\n${title}`, ...lines, ...items.map(({ lead, text }) => `${lead}\n> ${text}`)];
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
/** The colours of TLP 2.0, the same in every mail program, in print and in the dark. */
const LABEL_STYLE =
  'background:#000000;padding:2px 8px;font-weight:bold;print-color-adjust:exact;border:1px solid #000000';
const LABEL_COLOURS: Record<Label, string> = {
  CLEAR: '#ffffff',
  GREEN: '#33ff00',
  AMBER: '#ffc000',
  AMBER_STRICT: '#ffc000',
  RED: '#ff2b2b',
};
const QUOTE_STYLE = 'margin:0;padding-inline-start:12px;border-inline-start:3px solid #e2ded6';
const SMALL_STYLE = 'font-size:14px;color:#5a564f';

function htmlText(content: MailContent): string {
  const direction = localeDirection(content.locale);
  const paragraph = (text: string, style = ''): string =>
    `<p${style ? ` style="${style}"` : ''}>${escapeHtml(text)}</p>`;
  const action = content.action ? actionHtml(content.action) : '';
  const note = content.note ? paragraph(content.note, SMALL_STYLE) : '';
  const quote = content.quote ? quoteHtml(content.quote) : '';
  const turnOff = content.turnOff ? turnOffHtml(content.turnOff) : '';
  const url = escapeHtml(content.signature.url);
  return `<!doctype html>
<html lang="${content.locale}" dir="${direction}">
<head><meta charset="utf-8"><title>${escapeHtml(content.subject)}</title></head>
<body dir="${direction}" style="${BODY_STYLE}">
<div style="${SHEET_STYLE};text-align:start">
${paragraph(content.greeting)}
${quote}${content.paragraphs.map((text) => paragraph(text)).join('\n')}
${action}${note}${turnOff}
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

/** What people wrote keeps its own direction, whatever the mail's is. */
function quoteHtml({ label, title, facts = [], items }: MailQuote): string {
  const badge = `<bdi dir="ltr" style="${LABEL_STYLE};color:${LABEL_COLOURS[label]}">${labelText(label)}</bdi>`;
  const heading = `<p dir="${titleDirection(title)}" style="font-weight:bold">${escapeHtml(title)}</p>`;
  const lines = facts.map(({ name, value }) => `<strong>${escapeHtml(name)}:</strong> <bdi>${escapeHtml(value)}</bdi>`);
  const told = lines.length > 0 ? [`<p>${lines.join('<br>\n')}</p>`] : [];
  const quotes = items.map(
    ({ lead, text }) => `<p style="margin-bottom:4px">${escapeHtml(lead)}</p>
<blockquote dir="${titleDirection(text)}" style="${QUOTE_STYLE}">${escapeHtml(text)}</blockquote>`,
  );
  return `<p>${badge}</p>\n${[heading, ...told, ...quotes].join('\n')}\n`;
}

function turnOffHtml({ text, url }: { text: string; url: string }): string {
  return `<p style="${SMALL_STYLE}"><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></p>`;
}
