import type { Label } from '#app/domain/labels';
import type { FindingKind } from '#app/domain/sessions/chatham';
import type { RecordKind } from '#app/domain/summaries/model';
import type messages from '#app/i18n/messages/he.json';
import type { Person } from '#app/ui/forum/person-line';

/** The words of these pages in the reader's language. They come with the page, not with every page's catalogue. */
export type SummaryWords = (typeof messages)['summary']['page'];

/** A record as these pages show it, in the reader's language. */
export interface ShownRecord {
  id: number;
  kind: RecordKind;
  /** Plain words, with their direction. */
  text: string;
  dir: 'rtl' | 'ltr';
  /** As it stands in the text. */
  markdown: string;
  done: boolean;
  owner: Person | null;
  /** As it is typed: `@handle` or a name. */
  ownerWritten: string;
  due: string | null;
  /** "by 1 March 2026". */
  dueText: string | null;
  overdue: boolean;
  /** `label`: where it is stricter than the record's own. */
  thread: { href: string; title: string; label: Label | null } | null;
  supersededBy: { href: string; text: string; label: Label | null } | null;
  can: { close: boolean; ask: boolean; manage: boolean };
}

/** A row of a register: a record with the session it came from. */
export interface RegisterEntry extends ShownRecord {
  session: { id: number; href: string; title: string; date: string; label: Label; chatham: boolean };
  topic: { name: string; hue: string };
}

export interface ShownFinding {
  kind: FindingKind;
  line: number;
  words: string;
  context: string;
  weak: boolean;
}
