const HUES = ['cloud', 'cyber', 'digital', 'neutral'] as const;

/** The class that sets `--hue` to a topic's colour; neutral for a hue the design does not know. */
export function hueClass(hue: string): string {
  return `hue-${HUES.find((known) => known === hue) ?? 'neutral'}`;
}
