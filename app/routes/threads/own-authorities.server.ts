import { authoritiesById } from '#app/domain/authorities/lookup.server';
import { localName } from '#app/domain/named';
import type { MemberViewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';

/** The authorities in whose name a member may write, the default first; for members of several, a choice. */
export async function ownAuthorities(viewer: MemberViewer, locale: Locale): Promise<{ id: number; name: string }[]> {
  const authorities = await authoritiesById();
  return viewer.authorityIds.flatMap((id) => {
    const authority = authorities.get(id);
    return authority ? [{ id, name: localName(authority.name, locale) }] : [];
  });
}
