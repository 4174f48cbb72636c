import { rm } from 'node:fs/promises';
import { requireMember } from '#app/domain/acting';
import { keepUploads, type ReceivedFile } from '#app/domain/attachments/commands.server';
import { MAX_FILE_BYTES, MAX_POST_FILES } from '#app/domain/attachments/model';
import { refuseFile } from '#app/domain/attachments/refusals';
import { DomainError } from '#app/domain/errors';
import { countActOf } from '#app/domain/limits/counts.server';
import type { Viewer } from '#app/domain/viewer';
import { MAX_UPLOAD_BYTES } from '#app/http/body-limits';
import { fieldsOf, MAX_FORM_FIELDS, readFields, refuseFilesOf, type SubmittedForm } from '#app/http/form.server';
import { readMultipart } from '#app/http/multipart.server';
import { refuseForeignOrigin } from '#app/http/origin.server';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { stagingFolder } from '#app/instances.server';

/**
 * The fields of a form that may bring files. Files are kept at once, as the member's own uploads in that form (`formOf`
 * names it, as drafts do): whatever else becomes of the form, they are not lost. Their numbers are added to the field
 * `upload`; those that were refused make `parseForm` answer with the reasons beside the field. Who is no member is
 * refused before anything is read.
 */
export async function readPostForm(
  args: RouteArgs,
  formOf: (fields: SubmittedForm) => string | null,
): Promise<SubmittedForm> {
  if (!/^multipart\/form-data\s*;/i.test(args.request.headers.get('content-type') ?? '')) {
    return readFields(args.request);
  }
  refuseForeignOrigin(args.request);
  const viewer = await getViewer(args);
  requireMember(viewer);
  const { fields, files, tooMany, tooMuch } = await readMultipart(args.request, {
    folder: stagingFolder(),
    maxFiles: MAX_POST_FILES,
    maxFileBytes: MAX_FILE_BYTES,
    maxBytes: MAX_UPLOAD_BYTES,
    maxFields: MAX_FORM_FIELDS,
  });
  const form = fieldsOf(fields);
  const { kept, refused } = await keep(viewer, formOf(form), files);
  if (kept.length > 0) {
    form.upload = [...[form.upload ?? []].flat(), ...kept.map(({ id }) => String(id))];
  }
  const refusals = [
    ...refused,
    ...(tooMany ? [refuseFile('tooManyFiles', { max: MAX_POST_FILES })] : []),
    ...(tooMuch ? [refuseFile('filesTooLarge', { max: Math.floor(MAX_UPLOAD_BYTES / 1_000_000) })] : []),
  ];
  refuseFilesOf(
    form,
    refusals.map(({ messageKey: key, values }) => ({ key, values })),
  );
  return form;
}

async function keep(viewer: Viewer, draftKey: string | null, files: ReceivedFile[]) {
  try {
    for (const _file of files) {
      countActOf(requireMember(viewer), 'upload');
    }
    return await keepUploads(viewer, draftKey ?? '', files);
  } catch (error) {
    await Promise.all(files.map(({ path }) => rm(path, { force: true })));
    if (error instanceof DomainError) {
      return { kept: [], refused: [error] };
    }
    throw error;
  }
}
