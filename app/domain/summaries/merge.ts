import { diffArrays } from 'diff';
import type { Locale } from '#app/i18n/locales';

/** What came of two edits of one text. */
export interface Merged {
  text: string;
  /** Places where both changed the same lines differently: both texts stand there, between marks. */
  conflicts: number;
}

/** Lines `from` (included) to `to` (excluded) of the base became `lines`. */
interface Hunk {
  from: number;
  to: number;
  lines: string[];
}

/** Past this many changed lines the rest is taken as one change: comparing would cost the square of them. */
const MAX_CHANGED_LINES = 1_000;

/** Each is a line of its own, so that a reader sees it, also rendered, and `hasConflict` finds it in any language. */
const MARKS: Record<Locale, { mine: string; theirs: string; end: string }> = {
  he: {
    mine: '⚠ **שתי עריכות של אותו קטע. הנוסח שלך:**',
    theirs: '⚠ **הנוסח שנשמר בינתיים:**',
    end: '⚠ **סוף הקטע הכפול. יש לבחור נוסח ולמחוק את שורות הסימון.**',
  },
  en: {
    mine: '⚠ **Two edits of the same passage. Your version:**',
    theirs: '⚠ **The version saved meanwhile:**',
    end: '⚠ **End of the doubled passage. Choose one and delete the marked lines.**',
  },
};
const MARK_LINES = new Set(Object.values(MARKS).flatMap(({ mine, theirs, end }) => [mine, theirs, end]));

/** A line without words of anybody's: empty, or the empty item of the template. */
const PLACEHOLDER = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s*(?:\[ ?\])?)?\s*$/;

/**
 * Joins two edits of one text, line by line, so that nobody's words are lost. Lines that only one of them changed are
 * taken from that one; what both added at one place is kept, theirs first; what both changed differently stands there
 * twice, marked in `locale`. Line ends become `\n`.
 */
export function mergeTexts(base: string, mine: string, theirs: string, locale: Locale): Merged {
  const lines = toLines(base);
  const [ours, others] = [listHunks(lines, toLines(mine)), listHunks(lines, toLines(theirs))];
  const merged: string[] = [];
  let [at, conflicts] = [0, 0];
  while (ours.length > 0 || others.length > 0) {
    const cluster = nextCluster(ours, others);
    merged.push(...lines.slice(at, cluster.from));
    const replaced = lines.slice(cluster.from, cluster.to);
    const mineThere = applyHunks(cluster.mine, lines, cluster);
    const theirsThere = applyHunks(cluster.theirs, lines, cluster);
    const joined = join(replaced, mineThere, theirsThere, cluster);
    if (joined === null) {
      const { mine: first, theirs: second, end } = MARKS[locale];
      merged.push(first, '', ...mineThere, '', second, '', ...theirsThere, '', end);
      conflicts += 1;
    } else {
      merged.push(...joined);
    }
    at = cluster.to;
  }
  merged.push(...lines.slice(at));
  return { text: merged.join('\n'), conflicts };
}

/** Whether marks of a conflict still stand in a text, in either language. Such a text is not to be published. */
export function hasConflict(text: string): boolean {
  return toLines(text).some((line) => MARK_LINES.has(line.trim()));
}

function toLines(text: string): string[] {
  return text.split(/\r\n?|\n/);
}

function listHunks(base: string[], edited: string[]): Hunk[] {
  let same = 0;
  while (same < base.length && same < edited.length && base[same] === edited[same]) {
    same += 1;
  }
  let tail = 0;
  while (tail < base.length - same && tail < edited.length - same && base.at(-1 - tail) === edited.at(-1 - tail)) {
    tail += 1;
  }
  const [from, to] = [base.slice(same, base.length - tail), edited.slice(same, edited.length - tail)];
  const changes = diffArrays(from, to, { maxEditLength: MAX_CHANGED_LINES });
  if (changes === undefined) {
    return [{ from: same, to: base.length - tail, lines: to }];
  }
  const hunks: Hunk[] = [];
  let at = same;
  let open: Hunk | null = null;
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      at += value.length;
      open = null;
      continue;
    }
    if (open === null) {
      open = { from: at, to: at, lines: [] };
      hunks.push(open);
    }
    if (added) {
      open.lines.push(...value);
    } else {
      at += value.length;
      open.to = at;
    }
  }
  return hunks;
}

interface Cluster {
  from: number;
  to: number;
  mine: Hunk[];
  theirs: Hunk[];
}

/** Takes the next change off the lists with every change of either side that touches the same lines. */
function nextCluster(ours: Hunk[], others: Hunk[]): Cluster {
  const first = Math.min(ours[0]?.from ?? Number.POSITIVE_INFINITY, others[0]?.from ?? Number.POSITIVE_INFINITY);
  const cluster: Cluster = { from: first, to: first, mine: [], theirs: [] };
  for (;;) {
    const mine = takeTouching(ours, cluster);
    const theirs = takeTouching(others, cluster);
    if (mine === undefined && theirs === undefined) {
      return cluster;
    }
    cluster.mine.push(...(mine ? [mine] : []));
    cluster.theirs.push(...(theirs ? [theirs] : []));
    cluster.to = Math.max(cluster.to, mine?.to ?? 0, theirs?.to ?? 0);
  }
}

function takeTouching(hunks: Hunk[], { from, to }: Cluster): Hunk | undefined {
  const [hunk] = hunks;
  return hunk && (hunk.from < to || hunk.from === from) ? hunks.shift() : undefined;
}

/** The lines of a cluster as one side left them. */
function applyHunks(hunks: readonly Hunk[], base: readonly string[], { from, to }: Cluster): string[] {
  const lines: string[] = [];
  let at = from;
  for (const hunk of hunks) {
    lines.push(...base.slice(at, hunk.from), ...hunk.lines);
    at = hunk.to;
  }
  return [...lines, ...base.slice(at, to)];
}

/** Both sides as one, or null when a person must choose. */
function join(replaced: string[], mine: string[], theirs: string[], cluster: Cluster): string[] | null {
  if (cluster.theirs.length === 0 || isSame(mine, theirs)) {
    return mine;
  }
  if (cluster.mine.length === 0) {
    return theirs;
  }
  if (!replaced.every((line) => PLACEHOLDER.test(line))) {
    return null;
  }
  // Nobody's words were there: both only added. Equal beginnings are one.
  const [filledMine, filledTheirs] = [withoutPlaceholders(mine, replaced), withoutPlaceholders(theirs, replaced)];
  const known = new Set(filledTheirs.filter((line) => !PLACEHOLDER.test(line)));
  return [...filledTheirs, ...filledMine.filter((line) => !known.has(line))];
}

function withoutPlaceholders(lines: string[], replaced: string[]): string[] {
  return lines.filter((line) => line.trim() === '' || !PLACEHOLDER.test(line) || !replaced.includes(line));
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}
