import type { MembershipState } from '#app/domain/members/model';
import { useTranslations } from '#app/i18n/translations';
import { Badge, type BadgeTone } from '#app/ui/primitives/text';

const TONES: Record<MembershipState, BadgeTone> = {
  active: 'positive',
  pending: 'warning',
  expired: 'warning',
  suspended: 'danger',
};

/** How a membership stands, in a word. */
export function StateBadge({ state }: { state: MembershipState }) {
  const t = useTranslations('members.state');
  return <Badge tone={TONES[state]}>{t(state)}</Badge>;
}
