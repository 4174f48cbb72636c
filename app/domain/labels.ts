/**
 * Traffic Light Protocol 2.0 (FIRST, https://www.first.org/tlp/). The stored value has an underscore where the
 * standard writes a plus; `labelText` gives the standard's spelling, which is never translated.
 */
export const LABELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'] as const;
export type Label = (typeof LABELS)[number];

/** `TLP:AMBER+STRICT` and so on: capitals, no space. */
export function labelText(label: Label): string {
  return label === 'AMBER_STRICT' ? 'TLP:AMBER+STRICT' : `TLP:${label}`;
}

/** How strict a label is: 0 (CLEAR) to 4 (RED). */
export function strictness(label: Label): number {
  return LABELS.indexOf(label);
}

/** The strictest of the labels; CLEAR for none. */
export function strictest(...labels: Label[]): Label {
  return labels.reduce<Label>((most, label) => (strictness(label) > strictness(most) ? label : most), 'CLEAR');
}

/** The labels at least as strict as `label`: what a reply to it may carry. */
export function labelsFrom(label: Label): Label[] {
  return LABELS.filter((candidate) => strictness(candidate) >= strictness(label));
}

/**
 * Reads a label as people and files write it (`TLP:GREEN`, `green`, `TLP:AMBER+STRICT`, `AMBER_STRICT`).
 * Null for anything else, `TLP:WHITE` of TLP 1.0 included: callers answer that one with the hint to use CLEAR.
 */
export function parseLabel(text: string): Label | null {
  const bare = text.trim().toUpperCase().replace(/^TLP:/, '').replace('+', '_');
  return LABELS.find((label) => label === bare) ?? null;
}

/** True for the withdrawn TLP 1.0 name of CLEAR. */
export function isWithdrawnLabel(text: string): boolean {
  return /^(TLP:)?WHITE$/i.test(text.trim());
}
