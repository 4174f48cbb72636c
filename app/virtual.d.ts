declare module 'virtual:remix/server-build' {
  import type { ServerBuild } from '@remix-run/node';

  /** The built pages; the module behind it exports each part by name. */
  const build: ServerBuild;
  export = build;
}
