import { z } from 'zod';

/** More than a form of ours sends; the limit of a post is asked afterwards. */
const MAX_IDS = 50;

const FileIds = z
  .preprocess(
    (sent) => (sent === undefined || Array.isArray(sent) ? sent : [sent]),
    z
      .array(z.coerce.number('invalid').int('invalid').positive('invalid').max(2_147_483_647, 'invalid'))
      .max(MAX_IDS, 'invalid'),
  )
  .optional();

/** What a form says of files: those uploaded in it, and those to be removed again. */
export const FILE_FIELDS = { upload: FileIds, drop: FileIds };
export type FileChoice = { upload?: number[] | undefined; drop?: number[] | undefined };
