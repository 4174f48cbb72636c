import { hueClass } from '#app/ui/forum/hue';
import { Link } from '#app/ui/primitives/link';

/** A topic's name in its colour. */
export function TopicName({ name, hue, href }: { name: string; hue: string; href?: string | undefined }) {
  const className = `topic ${hueClass(hue)}`;
  return href ? (
    <Link to={href} className={className}>
      {name}
    </Link>
  ) : (
    <span className={className}>{name}</span>
  );
}

export interface TagItem {
  name: string;
  href: string;
  current?: boolean;
}

/** The tags of a thread. */
export function TagList({ tags, label }: { tags: readonly TagItem[]; label: string }) {
  if (tags.length === 0) {
    return null;
  }
  return (
    <ul className="tags" aria-label={label}>
      {tags.map((tag) => (
        <li key={tag.name}>
          <Link to={tag.href} className="tag" aria-current={tag.current ? 'true' : undefined}>
            <bdi>{tag.name}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
}
