import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { localName } from '#app/domain/named';
import { type SearchSuggestion, suggestWhileTyping } from '#app/domain/search/suggest.server';
import { limitReader } from '#app/http/limits.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import type { Locale } from '#app/i18n/locales';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import type { QuickSuggestion } from '#app/ui/search/quick-search';

/** Where the search box may lead, while typing: titles, members, authorities that the reader may see. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  limitReader(args, viewer, 'suggest');
  const locale = getLocale(args.request, viewer);
  const found = await suggestWhileTyping(viewer, new URL(args.request.url).searchParams.get('q') ?? '');
  const suggestions = found.map((each) => present(each, locale));
  return json({ suggestions }, { headers: { 'Cache-Control': 'no-store' } });
}

function present(found: SearchSuggestion, locale: Locale): QuickSuggestion {
  switch (found.kind) {
    case 'thread':
      return {
        kind: 'thread',
        href: paths.thread(found.id),
        text: found.title,
        dir: titleDirection(found.title),
        answered: found.answered,
      };
    case 'session':
      return {
        kind: 'session',
        href: paths.session(found.id),
        text: found.title,
        dir: titleDirection(found.title),
      };
    case 'member':
      return { kind: 'member', href: paths.member(found.handle), text: localName(found.name, locale) };
    case 'authority':
      return { kind: 'authority', href: paths.members({ authority: found.id }), text: localName(found.name, locale) };
  }
}
