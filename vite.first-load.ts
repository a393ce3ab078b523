/**
 * When the files of the built page are asked for. The words of the page come first; what a link asks for
 * follows, all of it side by side.
 */
import type { Plugin, Rollup } from 'vite';
import { ROOM_PATHS } from './src/store/url-codec.ts';
import { asText, pageOf } from './vite.plugins.ts';

/** What a room is made of: addresses from the page. */
interface RoomFiles {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}
/** By the path that leads to a room. */
type Rooms = ReadonlyMap<string, RoomFiles>;

/** The component of each room; its folder is that of the room, but for the lessons. */
const ROOM_SOURCE =
  /[\\/]src[\\/]components[\\/](?:opening[\\/]Opening|machine[\\/]Machine|lesson[\\/]Lessons|diagnose[\\/]Diagnose|glossary[\\/]Glossary|thread[\\/]Thread|presenter[\\/]Presenter)\.tsx$/;
const roomOf = (source: string): keyof typeof ROOM_PATHS | null => {
  const [, folder = ''] = /[\\/](\w+)[\\/]\w+\.tsx$/.exec(source) ?? [];
  if (!ROOM_SOURCE.test(source)) return null;
  if (folder === 'lesson') return 'lessons';
  return folder in ROOM_PATHS ? (folder as keyof typeof ROOM_PATHS) : null;
};

/** Everything that chunks are built on, themselves first. */
const chunksOf = (bundle: Rollup.OutputBundle, names: readonly string[]): Rollup.OutputChunk[] => {
  const found = new Map<string, Rollup.OutputChunk>();
  const visit = (file: string): void => {
    const chunk = bundle[file];
    if (chunk?.type !== 'chunk' || found.has(file)) return;
    found.set(file, chunk);
    chunk.imports.forEach(visit);
  };
  names.forEach(visit);
  return [...found.values()];
};

/** The file that boots a machine ahead: src/early.ts. */
const earlyOf = (bundle: Rollup.OutputBundle): string[] =>
  Object.values(bundle).flatMap((file) =>
    file.type === 'chunk' && /[\\/]src[\\/]early\.ts$/.test(file.facadeModuleId ?? '')
      ? [file.fileName]
      : [],
  );

/** Files in the order in which they are asked for. */
type Order = (a: Rollup.OutputChunk, b: Rollup.OutputChunk) => number;
/** What is asked for first fills the line; small ones find room beside it. */
const largestFirst: Order = (a, b) => b.code.length - a.code.length;
const smallestFirst: Order = (a, b) => -largestFirst(a, b);

/** A room's files besides what is in the page; what boots a machine ahead comes before all else. */
const filesOf = (bundle: Rollup.OutputBundle, room: string, file: string): RoomFiles => {
  const early = chunksOf(bundle, room === 'machine' ? earlyOf(bundle) : []);
  const others = chunksOf(bundle, [file]).filter((chunk) => !early.includes(chunk));
  const scripts = [...early.sort(smallestFirst), ...others.sort(largestFirst)];
  const styles = scripts.flatMap((c) => [...(c.viteMetadata?.importedCss ?? [])]);
  return {
    scripts: scripts.map(({ fileName }) => `./${fileName}`),
    styles: [...new Set(styles)].map((name) => `./${name}`),
  };
};

/** What each room needs, without style sheets that are in the page. */
const roomsOf = (bundle: Rollup.OutputBundle, isInPage: (file: string) => boolean): Rooms => {
  const rooms = new Map<string, RoomFiles>();
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk' || !chunk.isDynamicEntry) continue;
    const room = roomOf(chunk.facadeModuleId ?? '');
    if (room === null) continue;
    const { scripts, styles } = filesOf(bundle, room, chunk.fileName);
    rooms.set(ROOM_PATHS[room], { scripts, styles: styles.filter((file) => !isInPage(file)) });
  }
  return rooms;
};

/** The path in the hash, as `ROOM_PATHS` has it. */
const PATH = "location.hash.slice(1).split('?')[0]";
/** A step of a lesson stands in the path of the lessons. */
const ROOM_PATH = `${PATH}.replace(/^(\\${ROOM_PATHS.lessons})\\/.*/,'$1')`;
const ask = (rel: string, href: string): string =>
  `document.head.append(Object.assign(document.createElement('link'),{rel:'${rel}',href:${href}}))`;

/**
 * A link to the Machine room asks for everything that its first picture needs as soon as the page is
 * read: a picture takes longer to come than words. A style sheet that cannot be had goes, so that Vite,
 * which asks for what it does not find, asks again and says so.
 */
const askAtOnce = (rooms: Rooms, own: readonly string[]): string => {
  const path = ROOM_PATHS.machine;
  const room = rooms.get(path);
  if (room === undefined) return '';
  const scripts = [...new Set([...room.scripts, ...own])];
  return (
    `if(${PATH}==='${path}'){` +
    `for(const href of ${JSON.stringify(scripts)})${ask('modulepreload', 'href')};` +
    `for(const href of ${JSON.stringify(room.styles)}){` +
    "const link=document.createElement('link');" +
    "Object.assign(link,{rel:'stylesheet',href,onerror:()=>link.remove()});" +
    'document.head.append(link)}}'
  );
};

/**
 * Other rooms ask for their files together with what every room is built on: they would else be asked
 * for only when that has run, which still goes first.
 */
const askForRoom = (rooms: Rooms, own: readonly string[]): string => {
  const lists = [...rooms]
    .filter(([path]) => path !== ROOM_PATHS.machine)
    .map(([path, { scripts }]) => [path, scripts.filter((file) => !own.includes(file))]);
  if (lists.length === 0) return '';
  const table = `const rooms=new Map(${JSON.stringify(lists)})`;
  const other = `(path==='${ROOM_PATHS.machine}'?[]:rooms.get('${ROOM_PATHS.opening}'))`;
  return `;${table};for(const href of rooms.get(path)||${other}||[])${ask('modulepreload', 'href')}`;
};

/** A link to the Machine room has its machine booted before React has come. */
const bootAhead = (bundle: Rollup.OutputBundle): string =>
  earlyOf(bundle)
    .map((file) => `if(path==='${ROOM_PATHS.machine}')import('./${file}');`)
    .join('');

/** ms after which the script starts although no paint was reported. */
const NO_PAINT_AFTER = 2000;

/**
 * Starts the page's own script once the words are painted. A tab that is not seen paints nothing:
 * there it starts at once, and a timer starts it where the browser does not tell. A module runs once
 * however often it is imported; the room is the one that the page was opened with, since the visitor may
 * be in another when the timer ends. What the script is built on is asked for by itself: fetched side by
 * side, and set up in a task of its own.
 */
const startScript = (own: readonly string[], rooms: Rooms, early: string): string =>
  `{const path=${ROOM_PATH};const start=()=>{${early}${own.map((file) => `import('${file}')`).join(';')}${askForRoom(rooms, own)}};` +
  'if(document.hidden)start();' +
  "else new PerformanceObserver(start).observe({type:'paint',buffered:true});" +
  `setTimeout(start,${NO_PAINT_AFTER})}`;

const OWN_SCRIPT = /\s*<script type="module"[^>]*? src="([^"]+)"[^>]*><\/script>/;
const PRELOADS = /\s*<link rel="modulepreload"[^>]*? href="([^"]+)"[^>]*>/g;
const OWN_STYLES = /<link rel="stylesheet"[^>]*? href="\.\/([^"]+)"[^>]*>/g;

/** A style sheet as an element of the page, and a link that tells Vite, which asks for lazy parts, it is there. */
const inlineStyle = (css: string, name: string): string => {
  // Addresses in a style sheet start at its folder; in the page they start at the page's.
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const style = css.trim().replace(/url\((["']?)\.\//g, `url($1./${folder}`);
  // A disabled link is never fetched.
  return `<style>${style}</style>\n    <link rel="stylesheet" href="./${name}" disabled />`;
};

/**
 * Puts the style sheet into the page and starts the script when the static words are painted: they
 * are then seen after one answer of the server.
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
      const own = [...[...html.matchAll(PRELOADS)].flatMap(([, file]) => file ?? []), src];
      const rooms = roomsOf(bundle, (file) => html.includes(`href="${file}"`));
      const atOnce = askAtOnce(rooms, own);
      const script = startScript(own, rooms, bootAhead(bundle));
      page.source = html
        .replace(OWN_SCRIPT, '')
        .replace(PRELOADS, '')
        .replace('</body>', () => `<script>${script}</script>\n  </body>`)
        .replace(OWN_STYLES, (tag, name: string) => {
          const sheet = bundle[name];
          return sheet?.type === 'asset' ? inlineStyle(asText(sheet.source), name) : tag;
        })
        .replace(
          '</title>',
          (end) => `${end}${atOnce === '' ? '' : `\n    <script>${atOnce}</script>`}`,
        );
    },
  },
});
