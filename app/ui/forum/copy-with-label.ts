import { LABELS, type Label, labelText, strictest } from '#app/domain/labels';

/**
 * Puts the label before what is copied out of `sheet`: the strictest of what is selected, where `data-label` marks what
 * is stricter than the whole. TLP:RED is not copied at all.
 */
export function copyWithLabel(event: ClipboardEvent, sheet: HTMLElement, label: Label, notCopied: string): void {
  const selection = document.getSelection();
  // What is copied out of a box is the writer's own.
  if (!event.clipboardData || !selection || selection.rangeCount === 0 || isBox(document.activeElement)) {
    return;
  }
  const range = selection.getRangeAt(0);
  if (selection.isCollapsed || !range.intersectsNode(sheet)) {
    return;
  }
  const within = [...sheet.querySelectorAll<HTMLElement>('[data-label]')].filter((one) => range.intersectsNode(one));
  const labels = within.flatMap((one) => LABELS.find((known) => known === one.dataset.label) ?? []);
  const strict = strictest(label, ...labels);
  if (strict === 'CLEAR') {
    return;
  }
  event.preventDefault();
  if (strict === 'RED') {
    event.clipboardData.setData('text/plain', `${labelText(strict)}\n\n${notCopied}`);
    return;
  }
  const copied = document.createElement('div');
  copied.append(range.cloneContents());
  event.clipboardData.setData('text/plain', `${labelText(strict)}\n\n${selection}`);
  event.clipboardData.setData('text/html', `<p><strong>${labelText(strict)}</strong></p>${copied.innerHTML}`);
}

function isBox(element: Element | null): boolean {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
}
