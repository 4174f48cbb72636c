import { type ActionFunctionArgs, json } from '@remix-run/node';
import { z } from 'zod';
import { requireMember } from '#app/domain/acting';
import { renderNew } from '#app/domain/posts/render.server';
import { BODY_MAX_CHARS } from '#app/domain/threads/model';
import { readForm } from '#app/http/form.server';
import { getViewer } from '#app/http/viewer.server';

const PreviewInput = z.object({ body: z.string().max(BODY_MAX_CHARS, 'tooLong').optional().default('') });

/** POST `body` → `{ html }` as it will stand on the page. Nothing is kept. Members only. */
export async function action(args: ActionFunctionArgs) {
  requireMember(await getViewer(args));
  const form = await readForm(args.request, PreviewInput);
  if (!form.ok) {
    return json({ html: '', reply: form.reply }, { status: 422 });
  }
  const { html } = await renderNew(form.value.body);
  return json({ html, reply: null }, { headers: { 'Cache-Control': 'no-store' } });
}
