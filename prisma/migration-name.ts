const NUMBER_DIGITS = 4;

/** The next free number and the given noun, e.g. `0002_sessions`. Throws when the name cannot be a folder's. */
export function nextMigrationName(existing: string[], name: string): string {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)) {
    throw new Error(
      `"${name}" is not a migration's name: use lower-case words joined by underscores, as in thread_tags.`,
    );
  }
  const numbers = existing.map((folder) => Number.parseInt(folder, 10));
  const next = Math.max(0, ...numbers) + 1;
  return `${String(next).padStart(NUMBER_DIGITS, '0')}_${name}`;
}
