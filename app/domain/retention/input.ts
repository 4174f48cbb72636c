import { z } from 'zod';
import { MONTHS_MAX, MONTHS_MIN } from '#app/domain/retention/model';

const Months = z.coerce
  .number('retention_months')
  .int('retention_months')
  .min(MONTHS_MIN, 'retention_months')
  .max(MONTHS_MAX, 'retention_months');

/** How long the association keeps what it may decide upon. In months. */
export const RetentionInput = z.object({ deletedPosts: Months, notifications: Months, drafts: Months });
export type RetentionInput = z.output<typeof RetentionInput>;
