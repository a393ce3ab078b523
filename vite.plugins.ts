/**
 * What the build adds to Vite: the content security policy, the script that runs before the first
 * paint, the links of an installable page, and the service worker with its list.
 * The page asks nobody for anything: see docs/adr/0004-no-network-csp.md.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { runnerImport } from 'vite';
import type { HtmlTagDescriptor, Plugin, Rollup } from 'vite';
import type * as Words from './vite.words.ts';
import { ROOMS, ROOM_PATHS, THEMES } from './src/store/url-codec.ts';

const sha256 = (text: string | Uint8Array, encoding: 'base64' | 'hex'): string =>
  createHash('sha256').update(text).digest(encoding);

/** Contents of inline elements; an element with `src` has none that counts. */
const inlineContents = (html: string, element: 'script' | 'style'): string[] =>
  [...html.matchAll(new RegExp(`<${element}\\b([^>]*)>([\\s\\S]*?)</${element}>`, 'g'))]
    .filter(([, attributes = '']) => !/\ssrc\s*=/.test(attributes))
    // A browser hashes the text after its parser has turned CRLF into LF.
    .map(([, , content = '']) => content.replace(/\r\n?/g, '\n'));

const sourcesFor = (html: string, element: 'script' | 'style', isSingle: boolean): string => {
  const hashes = inlineContents(html, element).map((text) => `'sha256-${sha256(text, 'base64')}'`);
  const sources = [...(isSingle ? [] : ["'self'"]), ...new Set(hashes)];
  return sources.length === 0 ? "'none'" : sources.join(' ');
};

/** The policy for a finished page: nothing but its own files, or its own inline text by hash. */
export const policyFor = (html: string, isSingle: boolean): string => {
  const own = isSingle ? '' : "'self' ";
  return [
    "default-src 'none'",
    `script-src ${sourcesFor(html, 'script', isSingle)}`,
    `style-src ${sourcesFor(html, 'style', isSingle)}`,
    `font-src ${own}data:`,
    `img-src ${own}data: blob:`,
    "connect-src 'none'",
    `manifest-src ${isSingle ? "'none'" : "'self'"}`,
    `worker-src ${own}blob:`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
};

/** The place for what must come before all else. */
const CHARSET = /<meta charset="utf-8"\s*\/?>/i;
const NO_CHARSET = 'index.html needs <meta charset="utf-8"> in its head.';

const asText = (source: string | Uint8Array): string =>
  typeof source === 'string' ? source : new TextDecoder().decode(source);

const pageOf = (bundle: Rollup.OutputBundle): Rollup.OutputAsset | null => {
  const page = Object.values(bundle).find((file) => file.fileName.endsWith('.html'));
  return page?.type === 'asset' ? page : null;
};

/** Writes the policy into the page as the first thing after its charset. */
export const contentSecurityPolicy = (isSingle: boolean): Plugin => ({
  name: 'kvascope-csp',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const page = pageOf(bundle);
      if (page === null) return;
      const html = asText(page.source);
      const meta = `<meta http-equiv="Content-Security-Policy" content="${policyFor(html, isSingle)}" />`;
      if (!CHARSET.test(html)) this.error(NO_CHARSET);
      page.source = html.replace(CHARSET, (found) => `${found}\n    ${meta}`);
    },
  },
});

/** Rooms by the path that leads to them. */
const roomPaths = (): Record<string, string> =>
  Object.fromEntries(ROOMS.map((room) => [ROOM_PATHS[room], room]));

/** `src/pre-paint.js` with the tables of the codec, without its head comment. */
export const prePaintScript = (root: string): string =>
  readFileSync(join(root, 'src', 'pre-paint.js'), 'utf8')
    .replace(/^\/\*\*[\s\S]*?\*\/\s*/, '')
    .replace('__THEMES__', JSON.stringify(THEMES.filter((theme) => theme !== 'auto')))
    .replace('__ROOMS__', JSON.stringify(roomPaths()))
    .trim();

/**
 * The words are loaded when a page is made and not with the settings: they come from the model, whose
 * imports Vite would list as unfit for settings, a line each, in front of every build.
 */
const loadWords = async (root: string): Promise<typeof Words> => {
  const found = await runnerImport<typeof Words>(join(root, 'vite.words.ts'), {
    root,
    configFile: false,
    logLevel: 'error',
  });
  return found.module;
};

/** Which of the static words are seen. Without a script nothing is chosen: then the opening's. */
const prePaintStyle = (sets: readonly string[]): string =>
  [
    "html[data-theme='dark']{color-scheme:dark}",
    "html:not([data-words]) .static:not([data-for='opening']){display:none}",
    ...sets.map(
      (name) => `html[data-words='${name}'] .static:not([data-for='${name}']){display:none}`,
    ),
  ].join('');

/** What only the page of scenes has: see scenes.html. */
const SCENES = 'id="scenes"';

/** The place for the static words. */
const WORDS = '<!--words-->';

/**
 * Puts the static words into the page, and the script and the style that choose among them into its
 * head, in development too. The policy takes the hashes of both.
 */
export const prePaint = (root: string): Plugin => ({
  name: 'kvascope-pre-paint',
  transformIndexHtml: {
    order: 'post',
    async handler(html) {
      // A page for developers has words of its own.
      if (html.includes(SCENES)) return html;
      if (!CHARSET.test(html)) throw new Error(NO_CHARSET);
      const { WORD_SETS, staticWords } = await loadWords(root);
      const inline = `<style>${prePaintStyle(WORD_SETS)}</style>\n    <script>${prePaintScript(root)}</script>`;
      if (!html.includes(WORDS)) throw new Error(`index.html needs ${WORDS} in its root.`);
      return html
        .replace(CHARSET, (found) => `${found}\n    ${inline}`)
        .replace(WORDS, staticWords);
    },
  },
});

/** Files of the rooms that are fetched when first asked for, by the name that a link has for them. */
type RoomFiles = Readonly<Record<string, readonly string[]>>;

const ROOM_SOURCE =
  /[\\/]src[\\/]components[\\/](machine|diagnose|glossary|thread|presenter)[\\/]\w+\.tsx$/;

/** Everything that a chunk is built on, itself first. */
const chunksOf = (bundle: Rollup.OutputBundle, name: string): readonly string[] => {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const chunk = bundle[file];
    if (chunk?.type !== 'chunk' || found.has(file)) return;
    found.add(file);
    chunk.imports.forEach(visit);
  };
  visit(name);
  return [...found];
};

/** What a room needs besides the first load. */
const roomFiles = (bundle: Rollup.OutputBundle, first: readonly string[]): RoomFiles => {
  const rooms: Record<string, readonly string[]> = {};
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk' || !chunk.isDynamicEntry) continue;
    const room = ROOM_SOURCE.exec(chunk.facadeModuleId ?? '')?.[1];
    if (room === undefined) continue;
    const files = chunksOf(bundle, chunk.fileName).map((file) => `./${file}`);
    rooms[room] = files.filter((file) => !first.includes(file));
  }
  return rooms;
};

/**
 * A link to a room asks for its files together with the first load: they would else be asked for only
 * when that has run. The first load still goes first.
 */
const askForRoom = (rooms: RoomFiles): string => {
  if (Object.keys(rooms).length === 0) return '';
  const ask =
    "document.head.append(Object.assign(document.createElement('link'),{rel:'modulepreload',href}))";
  const room = "location.hash.slice(2).split('?')[0]";
  const all = `const rooms=new Map(${JSON.stringify(Object.entries(rooms))})`;
  return `;${all};for(const href of rooms.get(${room})||[])${ask}`;
};

/** ms after which the script starts although no paint was reported. */
const NO_PAINT_AFTER = 2000;

/**
 * Starts the page's own script once the words are painted. A tab that is not seen paints nothing:
 * there it starts at once, and a timer starts it where the browser does not tell. A module runs once
 * however often it is imported. What the script is built on is asked for by itself: fetched side by
 * side, and set up in a task of its own.
 */
const startScript = (files: readonly string[], rooms: RoomFiles): string =>
  `{const start=()=>{${files.map((file) => `import('${file}')`).join(';')}${askForRoom(rooms)}};` +
  'if(document.hidden)start();' +
  "else new PerformanceObserver(start).observe({type:'paint',buffered:true});" +
  `setTimeout(start,${NO_PAINT_AFTER})}`;

const OWN_SCRIPT = /\s*<script type="module"[^>]*? src="([^"]+)"[^>]*><\/script>/;
const PRELOADS = /\s*<link rel="modulepreload"[^>]*? href="([^"]+)"[^>]*>/g;
const OWN_STYLES = /<link rel="stylesheet"[^>]*? href="\.\/([^"]+)"[^>]*>/g;

/**
 * Puts the style sheet into the page and starts the script when the static words are painted: they
 * are then seen after one answer of the server, and nothing that comes later competes with them.
 */
export const firstPaintFirst = (): Plugin => ({
  name: 'kvascope-first-paint-first',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const page = pageOf(bundle);
      if (page === null) return;
      const html = asText(page.source);
      const src = OWN_SCRIPT.exec(html)?.[1];
      if (src === undefined || !html.includes('</body>'))
        this.error('index.html needs one module script and a closing body.');
      const first = [...html.matchAll(PRELOADS)].flatMap(([, file]) => file ?? []);
      const files = [...first, src];
      page.source = html
        .replace(OWN_SCRIPT, '')
        .replace(PRELOADS, '')
        .replace(
          '</body>',
          () => `<script>${startScript(files, roomFiles(bundle, files))}</script>\n  </body>`,
        )
        .replace(OWN_STYLES, (tag, name: string) => {
          const sheet = bundle[name];
          if (sheet?.type !== 'asset') return tag;
          // Addresses in a style sheet start at its folder; in the page they start at the page's.
          const folder = name.slice(0, name.lastIndexOf('/') + 1);
          const css = asText(sheet.source).trim();
          const style = `<style>${css.replace(/url\((["']?)\.\//g, `url($1./${folder}`)}</style>`;
          // Lazy parts ask for the sheet too; a link that is never fetched tells Vite it is there.
          return `${style}\n    <link rel="stylesheet" href="./${name}" disabled />`;
        });
    },
  },
});

const link = (attrs: Record<string, string>): HtmlTagDescriptor => ({
  tag: 'link',
  attrs,
  injectTo: 'head',
});

const HEAD_LINKS: readonly { readonly has: RegExp; readonly tag: HtmlTagDescriptor }[] = [
  {
    has: /rel="apple-touch-icon"/,
    tag: link({ rel: 'apple-touch-icon', href: './icons/apple-touch-icon.png' }),
  },
  { has: /rel="manifest"/, tag: link({ rel: 'manifest', href: './manifest.webmanifest' }) },
];

/** Icon and manifest links; in the single file only the icon, as data. */
export const headLinks = (root: string, isSingle: boolean): Plugin => ({
  name: 'kvascope-head-links',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      const icon = readFileSync(join(root, 'public', 'favicon.svg')).toString('base64');
      // As data: Chromium asks for an icon file anew whenever the hash of the page changes.
      const iconLink = link({ rel: 'icon', href: `data:image/svg+xml;base64,${icon}` });
      const wanted = HEAD_LINKS.filter(({ has }) => !has.test(html)).map(({ tag }) => tag);
      if (!isSingle) return [iconLink, ...wanted];
      return {
        html: html.replace(/\s*<link\b[^>]*rel="(icon|apple-touch-icon|manifest)"[^>]*>/g, ''),
        tags: [iconLink],
      };
    },
  },
});

const filesUnder = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

/** Emits `sw.js`: the list of every file of the build, and a version that is a hash of them. */
export const serviceWorker = (root: string): Plugin => ({
  name: 'kvascope-service-worker',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const publicDir = join(root, 'public');
      const hash = createHash('sha256');
      const names = filesUnder(publicDir);
      for (const name of names) hash.update(name).update(readFileSync(join(publicDir, name)));
      const template = readFileSync(join(root, 'scripts', 'service-worker.js'), 'utf8');
      hash.update(template);
      for (const file of Object.values(bundle)) {
        hash.update(file.fileName).update(file.type === 'asset' ? file.source : file.code);
        names.push(file.fileName);
      }
      // The page is kept as the folder it stands in: many hosts redirect index.html to it.
      const list = names
        .filter((n) => !n.endsWith('.map'))
        .map((n) => (n === 'index.html' ? './' : `./${n}`));
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: template
          .replace('__FILES__', JSON.stringify(list.sort()))
          .replace('__VERSION__', JSON.stringify(hash.digest('hex').slice(0, 16))),
      });
    },
  },
});

/** Names the single file after the program, since people keep it on a stick or in a mail. */
export const renamePage = (fileName: string): Plugin => ({
  name: 'kvascope-rename-page',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const page = pageOf(bundle);
      if (page === null) return;
      this.emitFile({ type: 'asset', fileName, source: page.source });
      Reflect.deleteProperty(bundle, page.fileName);
    },
  },
});
