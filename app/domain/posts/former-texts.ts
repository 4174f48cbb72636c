import { type Label, labelsFrom, strictness } from '#app/domain/labels';

/**
 * What a lowering of a label writes on the texts there are (DOMAIN 3): each was written for those who saw it under the
 * label `from`, and says what was perhaps taken out before it was lowered. To be spread into an `updateMany`.
 */
export function closeUnder(from: Label) {
  return { where: { floor: { notIn: labelsFrom(from) } }, data: { floor: from } };
}

/**
 * Of the texts something had, the newest first, those that whoever sees it under its label of today may read: back to
 * the first that stood under a stricter one. The newest is the text itself.
 */
export function openTexts<Text extends { floor: Label }>(texts: Text[], label: Label): Text[] {
  const closed = texts.findIndex(({ floor }, index) => index > 0 && strictness(floor) > strictness(label));
  return closed < 0 ? texts : texts.slice(0, closed);
}
