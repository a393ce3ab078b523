/**
 * Weighs the build in dist/: every file, and what a first visit must load before it sees the opening, or
 * the first picture of the Machine room: the entry and the room with all their static imports. Bytes are
 * exact and gate the build; loading times depend on the machine and do not.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
/** JavaScript, gzipped; K = 1,024 B. */
const ROOMS = {
  opening: { files: ['Opening'], limit: 160 },
  machine: { files: ['Machine', 'early'], limit: 184 },
};

const read = (name) => readFileSync(join(dist, name));
const weight = (name) => gzipSync(read(name), { level: 9 }).length;
const inK = (bytes) => `${(bytes / 1024).toFixed(1)} K`.padStart(9);

/** Static imports of a built chunk. `import(…)` is followed by a parenthesis, so it never matches. */
const staticImports = (name) => {
  const code = read(name).toString('utf8');
  const found = code.matchAll(
    /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{][^;'"()]*?from\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g,
  );
  return [...found].map((match) => posix.join(posix.dirname(name), match[1]));
};

const closure = (names) => {
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    staticImports(name).forEach(visit);
  };
  names.forEach(visit);
  return [...seen];
};

/** Files that a link to a room asks for: the lists in the page, and all that these are built on. */
const filesOf = (html, room) => {
  const own = [...html.matchAll(/;import\('\.\/([^']+\.js)'\)/g)].map((match) => match[1]);
  const first = readdirSync(join(dist, 'assets'))
    .filter((name) => room.some((part) => name.startsWith(`${part}-`) && name.endsWith('.js')))
    .map((name) => `assets/${name}`);
  if (own.length === 0 || first.length !== room.length)
    throw new Error(`dist/ has no ${room.join(' or ')}: run vite build first.`);
  return closure([...own, ...first]);
};

const sum = (names) => names.reduce((total, name) => total + weight(name), 0);

const main = () => {
  const html = read('index.html').toString('utf8');
  const rooms = Object.entries(ROOMS).map(([name, { files, limit }]) => {
    const scripts = filesOf(html, files);
    return { name, scripts, limit, bytes: sum(scripts) };
  });
  const chunks = readdirSync(join(dist, 'assets')).filter((name) => /\.(js|css)$/.test(name));
  const rows = chunks.map((name) => `assets/${name}`).map((name) => [weight(name), name]);
  rows.sort(([a], [b]) => b - a);
  for (const [bytes, name] of rows) {
    const marks = rooms.map((room) => (room.scripts.includes(name) ? room.name : '').padEnd(8));
    process.stdout.write(`${inK(bytes)}  ${marks.join('')} ${name}\n`);
  }
  process.stdout.write(`${inK(weight('index.html'))}  the page with its style sheet\n`);
  for (const { name, bytes, limit } of rooms) {
    process.stdout.write(`${inK(bytes)}  JavaScript before ${name} is drawn (limit ${limit} K)\n`);
    if (bytes <= limit * 1024) continue;
    process.stdout.write(
      'Too much to load at first: import the new part lazily, or leave it out.\n',
    );
    process.exitCode = 1;
  }
};

try {
  main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
