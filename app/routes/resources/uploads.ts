import { type ActionFunctionArgs, json } from '@remix-run/node';
import { z } from 'zod';
import { listUploads } from '#app/domain/attachments/queries.server';
import { DraftKey } from '#app/domain/drafts/model';
import { parseForm, refused } from '#app/http/form.server';
import { readPostForm } from '#app/http/post-form.server';
import { getViewer } from '#app/http/viewer.server';

const UploadInput = z.object({ key: DraftKey });

/**
 * POST files (`files`) with the `key` of the form they belong to → `{ files }`, all that wait in that form; 422 with the
 * reasons where one was refused.
 */
export async function action(args: ActionFunctionArgs) {
  const form = await readPostForm(args, (fields) => (typeof fields.key === 'string' ? fields.key : null));
  const parsed = parseForm(form, UploadInput);
  if (!parsed.ok) {
    return refused(parsed.reply);
  }
  const uploads = await listUploads(await getViewer(args));
  return json({ files: uploads.get(parsed.value.key) ?? [] });
}
