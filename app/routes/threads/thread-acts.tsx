import type { ThreadData } from '#app/routes/threads/thread';
import { Link } from '#app/ui/primitives/link';
import { Time } from '#app/ui/primitives/text';

/** What moderators did with the thread: quiet lines over its answers. */
export function ThreadActs({ acts }: Pick<ThreadData, 'acts'>) {
  return acts.map((act) => (
    <p key={act.id} className="facts">
      {act.href ? <Link to={act.href}>{act.text}</Link> : act.text} · <Time iso={act.at} />
    </p>
  ));
}
