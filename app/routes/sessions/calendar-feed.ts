import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '#app/domain/errors';
import { readCalendarFeed } from '#app/domain/sessions/calendar-feed.server';

const FILE = /^([\w-]{20,100})\.ics$/;

/** A member's own calendar, for programs that cannot sign in: who has the secret address is its owner. */
export async function loader({ params }: LoaderFunctionArgs) {
  const token = FILE.exec(params.file ?? '')?.[1];
  if (token === undefined) {
    throw notFound();
  }
  const text = await readCalendarFeed(token);
  return new Response(text, {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
