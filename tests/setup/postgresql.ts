import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#prisma/migrate';
import { type PostgresqlServer, testServer } from './postgresql-cluster';
import './provided';

async function onServer(server: PostgresqlServer, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Migrates one PostgreSQL database; every test file works on a copy of it. When there is no PostgreSQL to be had,
 * the tests still run, and each one fails with the reason: a test that silently does not run proves nothing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const server = await testServer();
    const template = `roundtable_template_${randomBytes(4).toString('hex')}`;
    await onServer(server, `CREATE DATABASE ${template}`);
    await migrate({ url: server.urlOf(template) });
    project.provide('testDatabase', {
      provider: 'postgresql',
      maintenanceUrl: server.urlOf('postgres'),
      template,
    });
    return async () => {
      await onServer(server, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
      await server.stop();
    };
  } catch (error) {
    const unavailable = `There is no PostgreSQL for the tests. ${error instanceof Error ? error.message : String(error)}`;
    project.provide('testDatabase', { provider: 'postgresql', unavailable });
    return async () => undefined;
  }
}
