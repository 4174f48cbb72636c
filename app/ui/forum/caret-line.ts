const COPIED = [
  'font',
  'letterSpacing',
  'lineHeight',
  'paddingBlockStart',
  'paddingInlineStart',
  'paddingInlineEnd',
  'tabSize',
  'wordSpacing',
] as const;

/**
 * How far under the upper edge of the box the line of `position` ends, in pixels: the text is laid out once more, unseen,
 * in a block of the same width. Only the line counts, so the direction of the text does not matter.
 */
export function lineEnd(box: HTMLTextAreaElement, position: number): number {
  const copy = document.createElement('div');
  const style = getComputedStyle(box);
  for (const name of COPIED) {
    copy.style[name] = style[name];
  }
  copy.style.position = 'absolute';
  copy.style.visibility = 'hidden';
  copy.style.boxSizing = 'border-box';
  copy.style.inlineSize = `${box.clientWidth}px`;
  copy.style.whiteSpace = 'pre-wrap';
  copy.style.overflowWrap = 'break-word';
  const mark = document.createElement('span');
  mark.textContent = '@';
  copy.append(box.value.slice(0, position), mark);
  box.after(copy);
  const end = mark.offsetTop + mark.offsetHeight - box.scrollTop;
  copy.remove();
  return Math.max(0, Math.min(end, box.clientHeight));
}
