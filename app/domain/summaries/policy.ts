import { type Label, strictness } from '#app/domain/labels';
import type { SummaryState } from '#app/domain/summaries/view';
import { isMember, type Viewer } from '#app/domain/viewer';

/** Where a summary and a viewer stand to each other. */
export interface Standing {
  state: SummaryState;
  /** Writes it: an author or a host of its session. */
  manages: boolean;
  /** Was invited, or was there. */
  participates: boolean;
  /** Sees it once it is published, under both labels. */
  seesPublished: boolean;
  /** The instant up to which comments are taken has not passed. */
  takesComments: boolean;
}

/** A draft is its hosts' alone; participants read it while they may comment; then whoever the label lets see it. */
export function canReadSummary({ state, manages, participates, seesPublished }: Standing): boolean {
  switch (state) {
    case 'draft':
      return manages;
    case 'comments':
      return manages || participates;
    case 'published':
      return manages || seesPublished;
  }
}

export function canComment({ state, manages, participates, takesComments }: Standing): boolean {
  return state === 'comments' && takesComments && (manages || participates);
}

/** What participants said of a draft stays between them and the hosts. */
export function canReadComments({ manages, participates }: Standing): boolean {
  return manages || participates;
}

/** An action is closed (and opened again) by whoever owns it, or by a host. */
export function canClose(viewer: Viewer, record: { kind: string; ownerId: string | null }, manages: boolean): boolean {
  return manages || (isMember(viewer) && record.kind === 'action' && record.ownerId === viewer.memberId);
}

/** Of what a record came from, what says who makes a thread of an open question. */
export interface QuestionPlace {
  /** The stricter one of the summary's and the session's. */
  label: Label;
  chatham: boolean;
  manages: boolean;
}

/**
 * Up to TLP:GREEN every member reads the thread, and any of them opens it. Above, it is for the session's recipients by
 * name, whom only a host may write to; and not under the Chatham House Rule, where the list of names would say who came.
 */
export function canAskQuestion({ label, chatham, manages }: QuestionPlace): boolean {
  return strictness(label) <= strictness('GREEN') || (manages && !chatham);
}
