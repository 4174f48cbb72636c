import { type Label, labelText } from '#app/domain/labels';

const COLOUR: Record<Label, string> = {
  CLEAR: 'clear',
  GREEN: 'green',
  AMBER: 'amber',
  AMBER_STRICT: 'amber',
  RED: 'red',
};

/** The label as TLP 2.0 writes it: capitals, no space, never translated, on its own black box. */
export function LabelBadge({ label, size = 'small' }: { label: Label; size?: 'small' | 'large' }) {
  return (
    <bdi dir="ltr" className={`tlp tlp-${COLOUR[label]}${size === 'large' ? ' tlp-large' : ''}`}>
      {labelText(label)}
    </bdi>
  );
}
