import { type ActionFunctionArgs, json } from '@remix-run/node';
import { z } from 'zod';
import { discardDraft, saveDraft } from '#app/domain/drafts/commands.server';
import { DraftFields, DraftKey } from '#app/domain/drafts/model';
import { parseForm, readFields, refused } from '#app/http/form.server';
import { getViewer } from '#app/http/viewer.server';

const SaveInput = DraftFields.extend({
  key: DraftKey,
  version: z.coerce.number('invalid').int('invalid').min(0, 'invalid'),
});
const DiscardInput = z.object({ key: DraftKey });

/**
 * POST a draft's fields with `key` and the `version` it was based on → `{ saved, draft }`, or 409 `{ saved: false,
 * current }` when another device saved in between. With `intent=discard`: throws the draft away.
 */
export async function action(args: ActionFunctionArgs) {
  const viewer = await getViewer(args);
  const fields = await readFields(args.request);
  if (fields.intent === 'discard') {
    const discard = parseForm(fields, DiscardInput);
    if (!discard.ok) {
      return refused(discard.reply);
    }
    await discardDraft(viewer, discard.value.key);
    return json({ discarded: true });
  }
  const form = parseForm(fields, SaveInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const { key, version, ...draft } = form.value;
  const result = await saveDraft(viewer, key, draft, version);
  return json(result, { status: result.saved ? 200 : 409 });
}
