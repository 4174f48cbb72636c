import type { DatabaseProvider } from './client.server';

/** The model's one source, and the copy for PostgreSQL made from it. Paths from the project's folder. */
export const MODEL_FILES: Record<DatabaseProvider, string> = {
  sqlite: 'prisma/schema.prisma',
  postgresql: 'prisma/postgresql/schema.prisma',
};

const POSTGRESQL_HEADER = `// Generated from ../schema.prisma by \`npm run db:migration\`: never edit this file.
`;

function replaceOnce(text: string, what: RegExp, by: string): string {
  if (!what.test(text)) {
    throw new Error(`prisma/schema.prisma has no ${what.source}, so no PostgreSQL model can be made from it.`);
  }
  return text.replace(what, by);
}

/** The PostgreSQL model that belongs to the text of prisma/schema.prisma: another provider, another client folder. */
export function postgresqlModel(model: string): string {
  const withoutIntroduction = model.replace(/^(\/\/(?!\/).*\n)+/, '');
  const withProvider = replaceOnce(withoutIntroduction, /provider = "sqlite"/, 'provider = "postgresql"');
  const output = /output( +)= "\.\/generated\/sqlite"/;
  return POSTGRESQL_HEADER + replaceOnce(withProvider, output, 'output$1= "../generated/postgresql"');
}
