/**
 * Two builds from one source: `vite build` makes dist/ for any static host and any sub-path;
 * `vite build --mode single` makes dist-single/kvascope.html, one file that opens from file://.
 */
import { defineConfig } from 'vite';
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
 * The first load in three files, so that none is long in being set up: libraries, the model, and
 * the page. Rooms that come later are files of their own anyway.
 */
const FIRST_LOAD = {
  groups: [
    { name: 'libraries', test: /node_modules[\\/](react|react-dom|scheduler|zustand)[\\/]/ },
    {
      name: 'model',
      test: /src[\\/](base|sim|import|viewmodel|examples)[\\/]/,
      entriesAware: true,
    },
  ],
};

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
      modulePreload: { polyfill: false },
      ...(isSingle ? {} : { rolldownOptions: { output: { codeSplitting: FIRST_LOAD } } }),
      reportCompressedSize: false,
    },
    plugins: isSingle
      ? [
          react(),
          prePaint(root),
          headLinks(root, isSingle),
          viteSingleFile({ removeViteModuleLoader: true }),
          contentSecurityPolicy(isSingle),
          renamePage('kvascope.html'),
        ]
      : [
          react(),
          prePaint(root),
          headLinks(root, isSingle),
          firstPaintFirst(),
          contentSecurityPolicy(isSingle),
          serviceWorker(root),
        ],
  };
});
