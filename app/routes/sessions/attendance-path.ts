import { paths } from '#app/paths';

/** The address of a page of a session's attendance list, from 1. */
export function attendancePath(id: number, page: number): string {
  return paths.sessionAttendance(id, { page: page === 1 ? undefined : page });
}
