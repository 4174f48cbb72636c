import { defineConfig } from 'prisma/config';

// `prisma generate` needs no schema engine, but looks for one and would try to download it. Any existing file
// satisfies the look-up; nothing here ever runs it. Migrations go through prisma/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: process.env.ROUNDTABLE_PRISMA_SCHEMA ?? 'schema.prisma' });
