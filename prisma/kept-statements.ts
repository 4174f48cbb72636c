/**
 * Whether a query may stay prepared on a connection. One that says `*` may not: a migration made by another process
 * changes what it returns, and PostgreSQL then refuses it while SQLite gives values under the wrong names. Prisma's own
 * queries name their columns. (`count(*)` returns the same whatever happens.)
 */
export function mayBeKept(sql: string): boolean {
  return !/(?<!\()\*/.test(sql);
}
