import { useTranslations } from '#app/i18n/translations';

export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

interface Line {
  key: number;
  parts: (DiffPart & { key: number })[];
}

/** Unchanged lines kept around a change. */
const CONTEXT_LINES = 2;

/** Cuts the parts at the ends of their lines. A line is changed when any part of it is. */
function linesOf(parts: readonly DiffPart[]): Line[] {
  const lines: Line[] = [{ key: 0, parts: [] }];
  let key = 0;
  for (const { kind, text } of parts) {
    text.split('\n').forEach((piece, index) => {
      if (index > 0) lines.push({ key: lines.length, parts: [] });
      if (piece) lines.at(-1)?.parts.push({ kind, text: piece, key: key++ });
    });
  }
  return lines;
}

function isChanged(line: Line): boolean {
  return line.parts.some((part) => part.kind !== 'same');
}

/** Lines to show, and runs of unchanged lines between them as a number. */
function fold(lines: Line[]): (Line | { key: number; skipped: number })[] {
  const near = (at: number) => lines.slice(Math.max(0, at - CONTEXT_LINES), at + CONTEXT_LINES + 1).some(isChanged);
  const folded: (Line | { key: number; skipped: number })[] = [];
  lines.forEach((line, at) => {
    const last = folded.at(-1);
    if (near(at)) folded.push(line);
    else if (last && 'skipped' in last) last.skipped += 1;
    else folded.push({ key: line.key, skipped: 1 });
  });
  return folded;
}

/**
 * What changed between two versions, readable in either direction: each line of the text once, with what came and what
 * went marked inside it, by colour, by a line and in words. A first version, where all is new, is shown plain.
 */
export function RevisionDiff({ parts }: { parts: readonly DiffPart[] }) {
  const t = useTranslations('ui');
  const first = parts.every((part) => part.kind === 'added');
  const lines = linesOf(first ? parts.map(({ text }) => ({ kind: 'same', text })) : parts);
  if (first) {
    return <DiffLines lines={lines} />;
  }
  if (!lines.some(isChanged)) {
    return <p className="facts">{t('noChange')}</p>;
  }
  return <DiffLines lines={fold(lines)} />;
}

function DiffLines({ lines }: { lines: (Line | { key: number; skipped: number })[] }) {
  const t = useTranslations('ui');
  return (
    <div className="diff">
      {lines.map((line) =>
        'skipped' in line ? (
          <p key={`skip-${line.key}`} className="diff-skip">
            {t('unchangedLines', { count: line.skipped })}
          </p>
        ) : (
          <p key={line.key} className={isChanged(line) ? 'diff-line diff-changed' : 'diff-line'} dir="auto">
            {line.parts.map((part) => (
              <DiffText key={part.key} part={part} />
            ))}
          </p>
        ),
      )}
    </div>
  );
}

function DiffText({ part }: { part: DiffPart }) {
  const t = useTranslations('ui');
  if (part.kind === 'same') {
    return <>{part.text}</>;
  }
  const Mark = part.kind === 'added' ? 'ins' : 'del';
  return (
    <Mark>
      {/* In a bdi, so that it does not decide the direction of the line. */}
      <bdi className="visually-hidden">{part.kind === 'added' ? t('added') : t('removed')}: </bdi>
      {part.text}
    </Mark>
  );
}
