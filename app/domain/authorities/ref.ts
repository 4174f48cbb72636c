import type { Named } from '#app/domain/named';

/** What pages show of an authority beside a person or a thread. */
export interface AuthorityRef {
  id: number;
  slug: string;
  name: Named;
  size: 'small' | 'medium' | 'large';
}
