import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { minify } from 'terser';
import { defineConfig, type Plugin, transformWithEsbuild } from 'vite';
import { browserMessages, Catalogue, serverMessages } from './app/i18n/compiled-messages';
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
        // Of these a small part is used; built in, the rest is left out.
        ssr: { noExternal: ['zod', 'yaml'] },
        build: {
          target: 'node20',
          rollupOptions: {
            input: {
              index: 'virtual:remix/server-build',
              server: fromRoot('./app/server.ts'),
              cli: fromRoot('./app/cli/main.ts'),
              // The embedded search engine's thread starts this file (search/README.md).
              'search-worker': fromRoot('./search/embedded/worker.ts'),
            },
            output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
          },
        },
      };
    },
  };
}

/**
 * Prisma's compiler of queries as the file it is: the generated client has it as base64 in a module, whose text stays in
 * memory for good beside what was made of it. 4 MB of the process.
 */
function compilerAsFile(): Plugin {
  const LOAD =
    /const \{ wasm \} = await import\("(@prisma\/client\/runtime\/[\w.]+\.wasm-base64\.mjs)"\)\s+return await decodeBase64AsWasm\(wasm\)/;
  return {
    name: 'roundtable-compiler-as-file',
    apply: 'build',
    enforce: 'pre',
    async transform(code, id) {
      if (!/\/prisma\/generated\/\w+\/internal\/class\.ts$/.test(id)) {
        return undefined;
      }
      const module = LOAD.exec(code)?.[1];
      if (module === undefined) {
        throw new Error(`${id} loads its compiler in a way that vite.config.ts does not know.`);
      }
      const { wasm }: { wasm: string } = await import(module);
      const file = this.emitFile({ type: 'asset', name: 'compiler.wasm', source: Buffer.from(wasm, 'base64') });
      return code.replace(
        LOAD,
        `const { readFile } = await import('node:fs/promises');
         return new WebAssembly.Module(await readFile(new URL(import.meta.ROLLUP_FILE_URL_${file})));`,
      );
    },
  };
}

/**
 * Writes the server's files in ASCII and without comments: V8 keeps the text of every file it runs, with two bytes a
 * character when there is one Hebrew letter in it. What esbuild leaves is in regular expressions (and in `String.raw` for
 * them), where the escape means the same.
 */
function smallText(): Plugin {
  return {
    name: 'roundtable-small-text',
    apply: 'build',
    enforce: 'post',
    renderChunk: {
      // Behind Vite's own step, which would write the letters again.
      order: 'post',
      async handler(source, { fileName }) {
        if (this.environment.name !== 'ssr') {
          return null;
        }
        const { code } = await transformWithEsbuild(source, fileName, {
          ...{ charset: 'ascii', legalComments: 'none', target: 'node20', sourcemap: false },
        });
        const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
        return { code: code.replace(/[^\0-\x7f]/g, escaped), map: null };
      },
    },
  };
}

/**
 * The build parses the messages, so that nobody has to at run time: the server's copy is put in the place of the sources,
 * browsers get theirs as JSON beside the scripts, without what only the server says. Of use-intl both get the half that
 * only formats; tests/compiled-messages.test.ts holds both halves to the same words.
 */
function compiledMessages(): Plugin {
  const files = ['he', 'en'].map((locale) => {
    const catalogue = Catalogue.parse(JSON.parse(readFileSync(fromRoot(`./app/i18n/messages/${locale}.json`), 'utf8')));
    const source = JSON.stringify(browserMessages(catalogue));
    const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
    return { locale, catalogue, source, fileName: `assets/messages-${locale}-${hash}.json` };
  });
  return {
    name: 'roundtable-compiled-messages',
    apply: 'build',
    enforce: 'pre',
    config(_config, { isSsrBuild }) {
      const resolve = { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } };
      // The alias holds only for what is built in.
      return isSsrBuild ? { resolve, ssr: { noExternal: ['use-intl', 'icu-minify'] } } : { resolve };
    },
    load(id, { ssr } = {}) {
      const source = files.find(({ locale }) => id.endsWith(`/app/i18n/messages/${locale}.json`));
      if (source && ssr) {
        return JSON.stringify(serverMessages(source.catalogue));
      }
      // Browser and server must name the same files, and the two builds know nothing of each other.
      const addresses = Object.fromEntries(files.map(({ locale, fileName }) => [locale, `/${fileName}`]));
      return id.endsWith('/app/i18n/message-files.ts')
        ? `export const MESSAGE_FILES = ${JSON.stringify(addresses)};`
        : undefined;
    },
    generateBundle() {
      if (this.environment.name === 'client') {
        for (const { fileName, source } of files) {
          this.emitFile({ type: 'asset', fileName, source });
        }
      }
    },
  };
}

const VENDOR =
  /node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|use-intl|icu-minify)\//;
const FRAME = /\/app\/(ui\/(layout|primitives|forum)|i18n|http)\/[\w-]+\.tsx?$|\/app\/paths\.ts$/;
/** Parts of the frame's folders that a page fetches when they are first needed, or that one page alone has. */
const LATER =
  /\/app\/ui\/(forum\/(mention-list|caret-line|members-box|file-uploads|copy-with-label|thread-composer|revision-diff)|layout\/shortcut-dialog|primitives\/(choices|dialog))\.tsx?$/;

/**
 * Two files for what every page loads, where Rollup would cut a dozen: one of libraries, which stays in the browser's
 * cache from release to release, one of our own frame. Compressed together they are 4 kB smaller, too.
 */
function fewFiles(): Plugin {
  const output = {
    manualChunks: (id: string) =>
      VENDOR.test(id) ? 'vendor' : FRAME.test(id) && !LATER.test(id) ? 'frame' : undefined,
  };
  return {
    name: 'roundtable-few-files',
    apply: 'build',
    // Nor does a part that is fetched later name what goes with it: what most need is in those two.
    config: (_config, { isSsrBuild }) =>
      isSsrBuild ? undefined : { build: { rollupOptions: { output }, modulePreload: false } },
  };
}

/**
 * What every page loads is made smaller by Terser after esbuild did its part: 4 % less on the wire, for 2 s of the
 * build. For all files it would take 12.
 */
function smallerFrame(): Plugin {
  return {
    name: 'roundtable-smaller-frame',
    apply: 'build',
    renderChunk: {
      order: 'post',
      async handler(code, { name }) {
        const isOurs = name === 'vendor' || name === 'frame';
        return isOurs ? { code: (await minify(code, { module: true })).code ?? code, map: null } : null;
      },
    },
  };
}

/** What stands in for the browser's code of the two Remix flags that stay off (remix.config.js). */
const FLAGS_OFF: Record<string, string> = {
  'fog-of-war.js': `
    export const isFogOfWarEnabled = () => false;
    export const getPartialManifest = (manifest) => manifest;
    export const getPatchRoutesOnNavigationFunction = () => undefined;
    export const useFogOFWarDiscovery = () => undefined;`,
  'single-fetch.js': `
    const off = () => { throw new Error('Single fetch is off.'); };
    export { off as StreamTransfer, off as decodeViaTurboStream };
    export { off as getSingleFetchDataStrategy, off as singleFetchUrl };`,
};

/** Leaves out of the browser's files what Remix would never run here: some 4 kB, and the decoder with the advisory. */
function withoutUnusedFlags(): Plugin {
  return {
    name: 'roundtable-without-unused-flags',
    apply: 'build',
    enforce: 'pre',
    load(id, { ssr } = {}) {
      const name = /@remix-run\/react\/dist\/esm\/([\w-]+\.js)$/.exec(id)?.[1];
      return ssr || name === undefined ? undefined : FLAGS_OFF[name];
    },
  };
}

export default defineConfig({
  plugins: [
    ...[compiledMessages(), withoutUnusedFlags(), fewFiles(), smallerFrame(), compilerAsFile(), tailwindcss()],
    ...[remix(remixConfig), serverEntries(), smallText()],
  ],
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
