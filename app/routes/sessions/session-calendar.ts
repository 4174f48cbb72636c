import type { LoaderFunctionArgs } from '@remix-run/node';
import { readSessionCalendar } from '#app/domain/sessions/calendar-feed.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { idParam } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';

/** One session for a calendar: the same check as its page. */
export async function loader(args: LoaderFunctionArgs) {
  const id = idParam(args.params.id);
  const viewer = await getViewer(args);
  const { label, text } = await readSessionCalendar(viewer, id, getLocale(args.request, viewer));
  cacheByLabels(args.context, viewer, [label]);
  return new Response(text, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="session-${id}.ics"`,
    },
  });
}
