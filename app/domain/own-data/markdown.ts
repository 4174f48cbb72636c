import { type Label, labelText, strictness } from '#app/domain/labels';

/** A text of a member as a file of its own. */
export interface OwnText {
  label: Label;
  /** Null where the title is another's and not to be seen. */
  title: string | null;
  /** Lines that say what it is: kind, day, address. */
  facts: string[];
  body: string;
}

/**
 * The text in Markdown. The label's line comes first, and last too above GREEN (DOMAIN 3: label in header and footer);
 * everything else is as it was written.
 */
export function ownTextFile({ label, title, facts, body }: OwnText): string {
  const line = labelText(label);
  const heading = title === null ? [] : [`# ${title}`];
  const footer = strictness(label) > strictness('GREEN') ? [line] : [];
  return `${[line, ...heading, facts.join(' · '), body.trimEnd(), ...footer].join('\n\n')}\n`;
}
