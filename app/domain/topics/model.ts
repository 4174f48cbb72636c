import type { Label } from '#app/domain/labels';
import type { Named } from '#app/domain/named';

/** The hues of the design; `neutral` for topics that an administrator adds. */
export const HUES = ['cloud', 'cyber', 'digital', 'neutral'] as const;
export type Hue = (typeof HUES)[number];

export interface Topic {
  id: number;
  slug: string;
  name: Named;
  description: Named;
  /** What to tell when asking here so that others can help. */
  guide: Named;
  defaultLabel: Label;
  hue: Hue;
}

/** What a list row or a heading shows of a topic. */
export type TopicRef = Pick<Topic, 'slug' | 'name' | 'hue'>;
