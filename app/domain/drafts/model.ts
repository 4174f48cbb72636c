import { z } from 'zod';
import { SUMMARY_MAX_CHARS } from '#app/domain/summaries/model';
import { BODY_MAX_CHARS } from '#app/domain/threads/model';

/** Drafts one member may have at a time. */
export const MAX_DRAFTS = 100;

/** The fields a composer keeps. Anything may be half-written, so nothing is refused but size. */
export const DraftFields = z.object({
  title: z.string().max(1_000).optional(),
  body: z
    .string()
    .max(Math.max(BODY_MAX_CHARS * 2, SUMMARY_MAX_CHARS))
    .optional(),
  tags: z.string().max(1_000).optional(),
  topic: z.string().max(100).optional(),
  label: z.string().max(20).optional(),
  kind: z.string().max(20).optional(),
  recipients: z.string().max(5_000).optional(),
  /** The number of the text that an edit began with, where several people edit one. */
  revision: z.string().max(10).optional(),
});
export type DraftFields = z.infer<typeof DraftFields>;

/** What is being written: a new thread, an answer to a thread, a comment under a post, an edit of a post, a session's summary. */
export const DraftKey = z.string().regex(/^(thread:new|(answer|comment|edit|summary):\d{1,10})$/, 'invalid');

export interface Draft {
  key: string;
  fields: DraftFields;
  version: number;
  updatedAt: string;
}

export function toDraft(row: { key: string; fields: string; version: number; updatedAt: Date }): Draft {
  const parsed = DraftFields.safeParse(JSON.parse(row.fields));
  return {
    key: row.key,
    fields: parsed.success ? parsed.data : {},
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  };
}
