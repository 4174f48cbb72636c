/**
 * The Remix options. `vite.config.ts` hands them to the Remix plugin, which never reads this file by itself.
 * Single fetch and lazy route discovery stay off: see docs/decisions/002-remix-flags.md.
 */
export default {
  appDirectory: 'app',
  ignoredRouteFiles: ['**/*'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
  },
};
