import { z } from 'zod';
import { discardSummary, saveSummary, startSummary } from '#app/domain/summaries/commands.server';
import { askConsent, withdrawConsent } from '#app/domain/summaries/comments.server';
import { checkSummary, type PublishCheck } from '#app/domain/summaries/history.server';
import {
  AmendInput,
  ConsentInput,
  PublishInput,
  RecordTarget,
  SaveInput,
  StartInput,
  SummaryText,
  WindowInput,
} from '#app/domain/summaries/input';
import { amendSummary, openComments, publishSummary } from '#app/domain/summaries/publish.server';
import type { Viewer } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, refused, type SubmittedForm } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { paths } from '#app/paths';
import { actOnRecord, refuseIntent } from '#app/routes/summaries/record-actions.server';

const Nothing = z.object({});
const ImportInput = z.object({ body: SummaryText });

/** A refused form of this page; of an amendment also what the check finds in the text that was sent. */
export interface EditReply extends FormReply {
  check?: PublishCheck;
}

type Flash = Parameters<typeof redirectWithFlash>[1];

/** What the forms of the page on which a summary is written do, by their `intent`. */
export async function actOnSummary(viewer: Viewer, id: number, form: SubmittedForm) {
  const here = paths.editSummary(id);
  const read = paths.sessionSummary(id);
  const run = async <S extends z.ZodType>(
    schema: S,
    command: (value: z.output<S>) => Promise<Flash>,
    next: string = here,
  ) => {
    const parsed = parseForm(form, schema);
    if (!parsed.ok) {
      return refused(await withCheck(parsed.reply));
    }
    const done = await attempt(form, () => command(parsed.value));
    return done.ok ? redirectWithFlash(next, done.value) : refused(await withCheck(done.reply));
  };
  const withCheck = async (reply: EditReply): Promise<EditReply> => {
    const text = SummaryText.safeParse(form.body);
    if (form.intent === 'amend' && text.success) {
      reply.check = await checkSummary(viewer, id, text.data);
    }
    return reply;
  };
  const said = (key: string) => (): Flash => ({ tone: 'positive', key });
  switch (form.intent) {
    case 'start':
      return run(StartInput, ({ locale }) => startSummary(viewer, id, { locale }).then(said('toast.summaryStarted')));
    case 'import':
      return run(ImportInput, ({ body }) =>
        startSummary(viewer, id, { locale: 'he', markdown: body }).then(said('toast.summaryStarted')),
      );
    case 'save':
      return run(SaveInput, async (input): Promise<Flash> => {
        const { merged, conflicts } = await saveSummary(viewer, id, input);
        if (conflicts > 0) {
          return { tone: 'warning', key: 'toast.summaryClash', values: { count: conflicts } };
        }
        return { tone: 'positive', key: merged ? 'toast.summaryMerged' : 'toast.summarySaved' };
      });
    case 'amend':
      return run(AmendInput, (input) => amendSummary(viewer, id, input).then(said('toast.summaryAmended')), read);
    case 'window':
      return run(WindowInput, ({ until }) => openComments(viewer, id, until).then(said('toast.windowOpened')));
    case 'publish':
      return run(PublishInput, (input) => publishSummary(viewer, id, input).then(said('toast.summaryPublished')), read);
    case 'consent':
      return run(ConsentInput, (input) => askConsent(viewer, id, input).then(said('toast.consentAsked')));
    case 'withdraw':
      return run(RecordTarget, (input) => withdrawConsent(viewer, id, input.id).then(said('toast.consentWithdrawn')));
    case 'discard':
      return run(Nothing, () => discardSummary(viewer, id).then(said('toast.summaryDiscarded')), paths.session(id));
    default:
      return (await actOnRecord(viewer, form, here)) ?? refuseIntent();
  }
}
