// `roundtable dev`: the sources as they are, through Vite; pages change in the browser while they are written.
import { createServer } from 'vite';
import { generateDatabaseClients } from './build.mjs';

export async function runDev() {
  generateDatabaseClients();
  const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' });
  const load = (path) => vite.ssrLoadModule(path);

  const { migrateDatabase } = await load('/app/cli/database.ts');
  const { getInstances } = await load('/app/instances.server.ts');
  const { setupLink } = await load('/app/domain/login/setup.server.ts');
  const { serve } = await load('/app/server.ts');
  const { untilSignal } = await load('/app/cli/serving.ts');

  await migrateDatabase(getInstances().env);
  const server = await serve({
    clientFolder: null,
    before: vite.middlewares,
    // Vite answers the same module until a source changes.
    handle: async (request, context) => {
      const { createPageHandler } = await load('/app/http/handler.server.ts');
      const build = await load('virtual:remix/server-build');
      return createPageHandler(build, 'development')(request, context);
    },
  });
  console.log(`Roundtable is at ${server.url}, from its sources. Ctrl+C stops it.`);
  const setup = await setupLink();
  if (setup) {
    console.log(`The forum is empty. Open this link to become its first administrator:\n${setup}`);
  }
  await untilSignal(async () => {
    await server.stop();
    await vite.close();
  });
}
