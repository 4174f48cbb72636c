/** A migration could not be applied. The message says which one and why; the database is as it was before it. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}
