/**
 * Version of what the analyser makes of a text. An index made by another version does not meet today's queries, so
 * every engine keeps this number with its index and asks for a rebuild when it differs. Raise it with every change of
 * level-0 words or level-1 keys.
 */
export const ANALYSER_VERSION = 2;
