import { type ActionFunctionArgs, json } from '@remix-run/node';
import { z } from 'zod';
import { requireMember } from '#app/domain/acting';
import { countActOf } from '#app/domain/limits/counts.server';
import { renderPageText } from '#app/domain/pages/texts.server';
import { renderNew } from '#app/domain/posts/render.server';
import { SUMMARY_MAX_CHARS } from '#app/domain/summaries/model';
import { readForm } from '#app/http/form.server';
import { getViewer } from '#app/http/viewer.server';
import { LOCALES } from '#app/i18n/locales';

const PreviewInput = z.object({
  body: z.string().max(SUMMARY_MAX_CHARS, 'tooLong').optional().default(''),
  /** A page of the association in that language: its names are filled in. */
  page: z.enum(LOCALES).optional().catch(undefined),
});

/** POST `body` → `{ html }` as it will stand on the page. Nothing is kept. Members only. */
export async function action(args: ActionFunctionArgs) {
  countActOf(requireMember(await getViewer(args)), 'preview');
  const form = await readForm(args.request, PreviewInput);
  if (!form.ok) {
    return json({ html: '', reply: form.reply }, { status: 422 });
  }
  const { body, page } = form.value;
  const html = page ? await renderPageText(body, page, 'title') : (await renderNew(body)).html;
  return json({ html, reply: null }, { headers: { 'Cache-Control': 'no-store' } });
}
