import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { lineEnd } from '#app/ui/forum/caret-line';
import { type FindMention, type Mention, mentionBefore } from '#app/ui/forum/mention';

export interface SuggestedMember {
  handle: string;
  name: string;
}

/** Members whose handle or name begins like this. Rejects when the server cannot be reached or `signal` says stop. */
export type SuggestMembers = (typed: string, signal: AbortSignal) => Promise<SuggestedMember[]>;

const PAUSE_MS = 150;

interface Shown {
  mention: Mention;
  members: SuggestedMember[];
  /** Distance from the upper edge of the box, in pixels. */
  top: number;
}

/**
 * Whom the @name in the box may mean: a list under its line, by the list-autocomplete pattern of the ARIA guide. The
 * focus stays in the box; arrows move in the list, Enter or Tab take, Escape closes.
 */
export function MentionList({
  box,
  suggest,
  find = mentionBefore,
  after = ' ',
}: {
  box: RefObject<HTMLTextAreaElement>;
  suggest: SuggestMembers;
  /** What in the box is a name that is being written; by default an @mention in a text. */
  find?: FindMention;
  /** What is written behind a name that was taken. */
  after?: string;
}) {
  const t = useTranslations('composer');
  const id = useId();
  const [shown, setShown] = useState<Shown | null>(null);
  const [active, setActive] = useState(0);
  const mention = useMention(box, find);
  useSuggestions(box, mention, suggest, (next) => {
    setShown(next);
    setActive(0);
  });
  const members = shown?.members ?? [];
  const take = (member: SuggestedMember | undefined) => {
    if (box.current && shown && member) {
      write(box.current, shown.mention, `@${member.handle}${after}`);
    }
    setShown(null);
  };
  useKeys(box, members.length, {
    move: (step) => setActive((now) => (now + step + members.length) % members.length),
    take: () => take(members[active]),
    close: () => setShown(null),
  });
  useSpoken(box, members.length > 0 ? { list: id, option: `${id}-${active}` } : null);
  return (
    <>
      <p role="status" className="visually-hidden">
        {members.length > 0 && t('mentionCount', { count: members.length })}
      </p>
      <div
        role="listbox"
        id={id}
        className="mention-list"
        hidden={members.length === 0}
        aria-label={t('mentionList')}
        style={{ insetBlockStart: shown?.top }}
      >
        {members.map((member, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the box do the same.
          <div
            key={member.handle}
            role="option"
            // The focus stays in the box; this is for what reads the list element by element.
            tabIndex={-1}
            id={`${id}-${index}`}
            className="menu-item"
            aria-selected={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(member)}
          >
            <bdi>{member.name}</bdi> <bdi dir="ltr">@{member.handle}</bdi>
          </div>
        ))}
      </div>
    </>
  );
}

/** The mention at the caret, as it is typed and as the caret moves. */
function useMention(box: RefObject<HTMLTextAreaElement>, find: FindMention): Mention | null {
  const [mention, setMention] = useState<Mention | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) {
      return;
    }
    const look = () => setMention(find(element.value, element.selectionEnd));
    const leave = () => setMention(null);
    look();
    element.addEventListener('input', look);
    element.addEventListener('click', look);
    element.addEventListener('blur', leave);
    return () => {
      element.removeEventListener('input', look);
      element.removeEventListener('click', look);
      element.removeEventListener('blur', leave);
    };
  }, [box, find]);
  return mention;
}

/** Asks a moment after the last letter; an answer to what is no longer typed is not waited for. */
function useSuggestions(
  box: RefObject<HTMLTextAreaElement>,
  mention: Mention | null,
  suggest: SuggestMembers,
  show: (shown: Shown | null) => void,
): void {
  const shows = useRef(show);
  shows.current = show;
  useEffect(() => {
    const element = box.current;
    if (!element || !mention || mention.typed === '') {
      shows.current(null);
      return;
    }
    const asked = new AbortController();
    const timer = setTimeout(() => {
      suggest(mention.typed, asked.signal).then(
        (members) => {
          if (!asked.signal.aborted) {
            shows.current({ mention, members, top: lineEnd(element, mention.at) });
          }
        },
        // Without an answer there is no list; the name can still be typed.
        () => !asked.signal.aborted && shows.current(null),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [box, mention, suggest]);
}

interface Acts {
  move: (step: number) => void;
  take: () => void;
  close: () => void;
}

/** The keys of the list, while there is one. On the box itself, so that they come before what else listens to it. */
function useKeys(box: RefObject<HTMLTextAreaElement>, count: number, acts: Acts): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const element = box.current;
    if (!element || count === 0) {
      return;
    }
    function onKey(event: KeyboardEvent) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.key === 'ArrowDown') latest.current.move(1);
      else if (event.key === 'ArrowUp') latest.current.move(-1);
      else if (event.key === 'Enter' || event.key === 'Tab') latest.current.take();
      else if (event.key === 'Escape') latest.current.close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [box, count]);
}

/** What a screen reader is told about the box: that a list belongs to it, and which line of it is meant. */
function useSpoken(box: RefObject<HTMLTextAreaElement>, open: { list: string; option: string } | null): void {
  const list = open?.list;
  const option = open?.option;
  useEffect(() => {
    const element = box.current;
    element?.setAttribute('aria-autocomplete', 'list');
    if (!element || !list || !option) {
      return;
    }
    element.setAttribute('aria-controls', list);
    element.setAttribute('aria-activedescendant', option);
    return () => {
      element.removeAttribute('aria-controls');
      element.removeAttribute('aria-activedescendant');
    };
  }, [box, list, option]);
}

/** Puts the handle where the name was begun, and tells whoever listens to the box (draft, preview). */
function write(box: HTMLTextAreaElement, { at, end }: Mention, handle: string): void {
  // A space that follows is taken in, so that the caret ends behind it and the name is over.
  box.setRangeText(handle, at, box.value.startsWith(' ', end) ? end + 1 : end, 'end');
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
