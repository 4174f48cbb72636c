import type { SessionBefore } from '#app/mail/jobs';

interface Arranged {
  startsAt: Date;
  endsAt: Date;
  place: string;
  videoUrl: string;
}

/** What a mail about a change keeps of the session as it was. The way in to the video call is not kept. */
export function beforeOf(old: Arranged, { videoUrl }: { videoUrl: string }): SessionBefore {
  return {
    startsAt: old.startsAt.toISOString(),
    endsAt: old.endsAt.toISOString(),
    place: old.place,
    hasVideo: old.videoUrl !== '',
    newLink: old.videoUrl !== videoUrl,
  };
}

/** What of it is otherwise now: a change that was taken back is none. */
export function changedSince(before: SessionBefore, now: Arranged): { when: boolean; where: boolean; link: boolean } {
  const hasVideo = now.videoUrl !== '';
  return {
    when: before.startsAt !== now.startsAt.toISOString() || before.endsAt !== now.endsAt.toISOString(),
    where: before.place !== now.place || before.hasVideo !== hasVideo,
    link: before.newLink && before.hasVideo && hasVideo,
  };
}
