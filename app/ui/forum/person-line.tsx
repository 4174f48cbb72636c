import type { ReactNode } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { Link } from '#app/ui/primitives/link';
import { Time } from '#app/ui/primitives/text';

export interface Person {
  /** Null when the member was removed. */
  name: string | null;
  href?: string | null;
  /** The official role, in the reader's language. */
  role?: string | null;
  authority?: string | null;
}

export interface PersonLineProps {
  person: Person;
  at?: string;
  /** Where the time leads: the post's own address. */
  atHref?: string;
  children?: ReactNode;
}

/** A person is a name, a role, an authority; then when they wrote. */
export function PersonLine({ person, at, atHref, children }: PersonLineProps) {
  const t = useTranslations('ui');
  const name = <bdi>{person.name ?? t('removedMember')}</bdi>;
  return (
    <div className="person">
      {person.href ? (
        <Link to={person.href} className="person-name">
          {name}
        </Link>
      ) : (
        <span className="person-name">{name}</span>
      )}
      {person.role && <span className="person-fact">{person.role}</span>}
      {person.authority && (
        <span className="person-fact">
          <bdi>{person.authority}</bdi>
        </span>
      )}
      {at && (
        <span className="person-fact">
          {atHref ? (
            <a href={atHref} className="time-link">
              <Time iso={at} />
            </a>
          ) : (
            <Time iso={at} />
          )}
        </span>
      )}
      {children}
    </div>
  );
}
