import { useEffect } from 'react';

export interface SeenProps {
  /** Where to tell that the page was looked at. */
  action: string;
  /** Changes with each page, so that each is told once. */
  path: string;
  thread?: { id: number; lastPostId: number };
  /** A session whose page, or whose summary, is shown. */
  session?: number;
}

/** Tells the server, after the page is shown, that it was: reading a page itself writes nothing. */
export function Seen({ action, path, thread, session }: SeenProps) {
  const threadId = thread?.id;
  const lastPostId = thread?.lastPostId;
  useEffect(() => {
    const body = new URLSearchParams({ path });
    if (threadId && lastPostId) {
      body.set('thread', String(threadId));
      body.set('lastPostId', String(lastPostId));
    }
    if (session) {
      body.set('session', String(session));
    }
    // Told late or not at all does no harm, so a failure is not worth a word.
    fetch(action, { method: 'POST', body, keepalive: true }).catch(() => undefined);
  }, [action, path, threadId, lastPostId, session]);
  return null;
}
