import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import remixConfig from './remix.config.js';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The server build has several entries that share one copy of every module: the web process, the worker and the
 * command line. Remix names only its own entry, so this plugin adds ours after it.
 */
function serverEntries(): Plugin {
  return {
    name: 'roundtable-server-entries',
    enforce: 'post',
    config(_config, { isSsrBuild, command }) {
      if (!isSsrBuild || command !== 'build') {
        return undefined;
      }
      return {
        build: {
          target: 'node20',
          rollupOptions: {
            input: {
              index: 'virtual:remix/server-build',
              server: fromRoot('./app/server.ts'),
              cli: fromRoot('./app/cli/main.ts'),
            },
            output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
          },
        },
      };
    },
  };
}

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), serverEntries()],
  resolve: {
    alias: {
      '#app': fromRoot('./app'),
      '#search': fromRoot('./search'),
      '#prisma': fromRoot('./prisma'),
      '#tests': fromRoot('./tests'),
    },
  },
  build: { target: 'es2022', assetsInlineLimit: 0 },
});
