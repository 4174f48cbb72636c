/** Marks the texts that came from a file, so that a later file is compared with what the one before said. */
export const IMPORT_REASON = 'import';
