import type messages from '#app/i18n/messages/he.json';

/** The words of the moderators' pages in the reader's language. They come with the page, not with every page's catalogue. */
export type ModerationWords = (typeof messages)['moderation']['page'];
