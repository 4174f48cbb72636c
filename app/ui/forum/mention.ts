/** A name that is being written: where it begins (with its "@"), where it ends, and what of it there is so far. */
export interface Mention {
  at: number;
  end: number;
  typed: string;
}

/** Tells from a text and its caret which name is being written; null when none is. */
export type FindMention = (text: string, caret: number) => Mention | null;

/** Right before the caret: an "@" that begins a word, as in a mention (app/domain/posts), then part of a name. */
const UNFINISHED = /(?:^|[^\p{L}\p{N}@/.])@([\p{L}\p{N}][\p{L}\p{N}.'"’׳״-]{0,30})?$/u;

/** The mention that the caret stands at the end of; null when there is none. */
export function mentionBefore(text: string, caret: number): Mention | null {
  const match = UNFINISHED.exec(text.slice(Math.max(0, caret - 40), caret));
  if (!match) {
    return null;
  }
  const typed = match[1] ?? '';
  return { at: caret - typed.length - 1, end: caret, typed };
}

/** In a list of members: what stands behind the last comma or line end, with or without its "@". Names have spaces. */
const UNFINISHED_IN_LIST = /(?:^|[,;\n])[^\S\n]*(@?([\p{L}\p{N}][\p{L}\p{N}.'"’׳״ -]{0,30}))$/u;

/** The member that the caret stands at the end of, in a list of them; null behind a handle that is whole. */
export function memberBefore(text: string, caret: number): Mention | null {
  const match = UNFINISHED_IN_LIST.exec(text.slice(Math.max(0, caret - 60), caret));
  const [, written = '', typed = ''] = match ?? [];
  return typed === '' || typed.endsWith(' ') ? null : { at: caret - written.length, end: caret, typed };
}
