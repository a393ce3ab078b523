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
import { filesOfPage } from './vite.files.ts';
import { firstPaintFirst } from './vite.first-load.ts';

/** Everything is inlined below this size; no asset of the page comes near it. */
const INLINE_ALL_BYTES = 100_000_000;

/** Text of the lessons: made into components before anything else looks at it. */
const lessonText = { enforce: 'pre' as const, ...mdx() };

/** What the entry is built on is there already when it asks for a part. */
const ENTRY_FILES = /(?:libraries|common|rolldown-runtime|index)-[\w-]+\.js$/;
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
      ...(isSingle ? {} : { rolldownOptions: { output: { codeSplitting: filesOfPage(root) } } }),
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
