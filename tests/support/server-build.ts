import type { ServerBuild } from '@remix-run/node';
import { matchRoutes } from '@remix-run/react';
import { refuseTarget } from '#app/http/target';
import routes from '#app/routes';
import remixConfig from '../../remix.config.js';

type RouteModule = ServerBuild['routes'][string] extends { module: infer Module } | undefined ? Module : never;

// Vitest transforms the modules itself, one by one, when a request first needs them: no build, and the tests share
// every module (clock, instances, revision) with the product.
const modules = import.meta.glob<RouteModule>(['/app/root.tsx', '/app/routes/**/*.{ts,tsx}']);

interface RouteEntry {
  id: string;
  path?: string;
  index?: boolean;
  file: string;
}

const entries: RouteEntry[] = routes.map(({ file, path, index }) => ({
  id: file.replace(/\.tsx?$/, ''),
  file,
  ...(path === undefined ? {} : { path }),
  ...(index ? { index } : {}),
}));

/** Which route's module a request will run: that of its address, and the one that `_data` names. */
function neededIds(url: URL): Set<string> {
  const tree = entries.map(({ id, path, index }) => (index ? { id, index: true as const } : { id, path: path ?? '' }));
  const refused = refuseTarget(url.pathname) !== null;
  const matched = refused ? [] : (matchRoutes(tree, url.pathname)?.map(({ route }) => route.id) ?? []);
  const named = url.searchParams.getAll('_data');
  // Refused requests are answered by the catch-all route, wherever they went.
  return new Set([...matched, ...named, 'routes/pages/not-found']);
}

async function load(file: string): Promise<RouteModule> {
  const importModule = modules[`/app/${file}`];
  if (!importModule) {
    throw new Error(`app/routes.ts names app/${file}, which does not exist.`);
  }
  return importModule();
}

/** The Remix server build of the sources, with the modules that a request to `url` needs; the others are empty. */
export async function sourceBuild(url: URL): Promise<{ build: ServerBuild; key: string }> {
  const needed = neededIds(url);
  const loaded = await Promise.all(
    entries.map(async ({ id, file, path, index }) => {
      const module = needed.has(id) ? await load(file) : { default: () => null };
      return [id, { id, parentId: 'root', path, index, module }] as const;
    }),
  );
  const root = { id: 'root', path: '', module: await load('root.tsx') };
  const build: ServerBuild = {
    entry: { module: await import('#app/entry.server') },
    routes: { root, ...Object.fromEntries(loaded) },
    assets: assetsOf(),
    publicPath: '/',
    basename: '/',
    assetsBuildDirectory: 'build/client',
    future: remixConfig.future,
    isSpaMode: false,
    mode: 'production',
  };
  return { build, key: [...needed].sort().join(' ') };
}

/** A manifest in which every route has a browser file of a made-up name; pages name them, nobody fetches them. */
function assetsOf(): ServerBuild['assets'] {
  const flags = { hasAction: true, hasLoader: true, hasClientAction: false, hasClientLoader: false };
  const asset = (id: string) => ({
    module: `/assets/${id.replaceAll('/', '-')}.js`,
    imports: [],
    hasErrorBoundary: false,
    ...flags,
  });
  return {
    entry: { module: '/assets/entry.client.js', imports: [] },
    routes: {
      root: { id: 'root', path: '', ...asset('root'), hasErrorBoundary: true },
      ...Object.fromEntries(
        entries.map(({ id, path, index }) => [id, { id, parentId: 'root', path, index, ...asset(id) }]),
      ),
    },
    url: '/assets/manifest-test.js',
    version: 'test',
  };
}
