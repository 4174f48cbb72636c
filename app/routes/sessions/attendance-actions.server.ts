import { json } from '@remix-run/node';
import { notFound } from '#app/domain/errors';
import { saveAttendance } from '#app/domain/sessions/attendance.server';
import { addAttendee, importAttendance } from '#app/domain/sessions/attendance-files.server';
import { AttendanceInput, AttendeeInput } from '#app/domain/sessions/input';
import type { MemberViewer } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readUpload, refused } from '#app/http/form.server';
import { pageNumber } from '#app/http/params.server';
import { attendancePath } from '#app/routes/sessions/attendance-path';

/** What the forms of the attendance list do, by the value of `intent`. An unknown one is not there (404). */
export async function actOnAttendance(viewer: MemberViewer, id: number, request: Request) {
  const { fields, file } = await readUpload(request, 'file');
  const page = attendancePath(id, pageNumber(new URL(request.url).searchParams.get('page')));
  switch (fields.intent) {
    case 'save': {
      const form = parseForm(fields, AttendanceInput);
      if (!form.ok) {
        return refused(form.reply);
      }
      const done = await attempt(fields, () => saveAttendance(viewer, id, form.value));
      return done.ok
        ? redirectWithFlash(form.value.go ? attendancePath(id, form.value.go) : page, {
            tone: 'positive',
            key: 'toast.attendanceSaved',
          })
        : refused(done.reply);
    }
    case 'add': {
      const form = parseForm(fields, AttendeeInput);
      if (!form.ok) {
        return refused(form.reply);
      }
      const done = await attempt(fields, () => addAttendee(viewer, id, form.value));
      return done.ok ? redirectWithFlash(page, { tone: 'positive', key: 'toast.attendeeAdded' }) : refused(done.reply);
    }
    case 'import': {
      const done = await attempt(fields, () => importAttendance(viewer, id, file ?? new Uint8Array()));
      return done.ok ? json(done.value) : refused(done.reply);
    }
    default:
      throw notFound();
  }
}
