import { ACCOUNT_SOURCES } from '#app/domain/own-data/account-sources.server';
import { CONTENT_SOURCES } from '#app/domain/own-data/content-sources.server';
import { MARK_SOURCES } from '#app/domain/own-data/mark-sources.server';
import type { DataGroup } from '#app/domain/own-data/model';
import { SESSION_SOURCES } from '#app/domain/own-data/session-sources.server';
import type { DataSource } from '#app/domain/own-data/source';

/** Where everything that is kept of a member comes from. */
export const DATA_SOURCES: Record<DataGroup, DataSource> = {
  ...ACCOUNT_SOURCES,
  ...CONTENT_SOURCES,
  ...SESSION_SOURCES,
  ...MARK_SOURCES,
};
