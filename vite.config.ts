/**
 * Two builds from one source: `vite build` makes dist/ for any static host and any sub-path;
 * `vite build --mode single` makes dist-single/kvascope.html, one file that opens from file://.
 */
import { defineConfig } from 'vite';
import mdx from '@mdx-js/rollup';
import react from '@vitejs/plugin-react';
import { viteSingleFile } from 'vite-plugin-singlefile';
import {
  contentSecurityPolicy,
  headLinks,
  prePaint,
  renamePage,
  serviceWorker,
} from './vite.plugins.ts';
import { firstPaintFirst } from './vite.first-load.ts';

/** Everything is inlined below this size; no asset of the page comes near it. */
const INLINE_ALL_BYTES = 100_000_000;

/**
 * Files that belong together, so that a room is neither one file that is long in being set up nor twenty
 * that wait for each other. `common` runs without React: the machine of a link boots while that is still
 * on its way. What else of the model rooms share is parted by who needs it.
 */
const FILES = {
  groups: [
    {
      name: 'libraries',
      test: /node_modules[\\/](react|react-dom|scheduler)[\\/]|rolldown[\\/]runtime|vite[\\/]preload-helper/,
      priority: 4,
    },
    {
      name: 'common',
      test: /src[\\/](base|sim[\\/]boot|sim[\\/]uma[\\/](known-zones|keg|constants|limit)\.|viewmodel[\\/]machine[\\/]machine-code|store[\\/](machine-selectors|url-codec))|zustand[\\/]esm[\\/]vanilla/,
      priority: 3,
    },
    {
      name: 'ruler',
      test: /src[\\/](components[\\/](ruler[\\/]|ui[\\/](Num|ui\.module)\.)|render[\\/](cells|side-labels)\.)/,
      priority: 3,
    },
    {
      name: 'running',
      test: /src[\\/](components[\\/](running[\\/](AskerLegend|CellLegend|Choice|LiveNum|later|run-context|use-selected|use-box|use-hidden|room\.module|cells\.module|legend\.module)\.|machine[\\/](morph|moves-context)|ui[\\/]motion\.)|render[\\/]morph)/,
      priority: 1,
    },
    {
      name: 'model',
      test: /src[\\/](sim|import|viewmodel|examples|store[\\/]selectors\.|store[\\/]run[\\/](standing-run|machine-for|types|scenarios)\.)/,
      entriesAware: true,
      priority: 2,
    },
  ],
};

/** Text of the lessons: made into components before anything else looks at it. */
const lessonText = { enforce: 'pre' as const, ...mdx() };

/** What the entry is built on is there already when it asks for a part. */
const ENTRY_FILES = /(?:libraries|common|ruler|rolldown-runtime|index)-[\w-]+\.js$/;
const withoutEntry = (_file: string, files: string[], host: { hostType: string }): string[] =>
  host.hostType === 'html' ? files : files.filter((file) => !ENTRY_FILES.test(file));

export default defineConfig(({ mode }) => {
  const root = import.meta.dirname;
  const isSingle = mode === 'single';
  return {
    base: './',
    publicDir: isSingle ? false : 'public',
    build: {
      outDir: isSingle ? 'dist-single' : 'dist',
      emptyOutDir: true,
      // Small files stay files in dist/: a data: font would be loaded whether used or not.
      assetsInlineLimit: isSingle ? INLINE_ALL_BYTES : 0,
      modulePreload: { polyfill: false, resolveDependencies: withoutEntry },
      ...(isSingle ? {} : { rolldownOptions: { output: { codeSplitting: FILES } } }),
      reportCompressedSize: false,
    },
    plugins: isSingle
      ? [
          lessonText,
          react(),
          prePaint(root),
          headLinks(root, isSingle),
          viteSingleFile({ removeViteModuleLoader: true }),
          contentSecurityPolicy(isSingle),
          renamePage('kvascope.html'),
        ]
      : [
          lessonText,
          react(),
          prePaint(root),
          headLinks(root, isSingle),
          firstPaintFirst(),
          contentSecurityPolicy(isSingle),
          serviceWorker(root),
        ],
  };
});
