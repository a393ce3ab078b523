/**
 * Weighs the build in dist/: what a first visit must load (the page, its entry script with all
 * its static imports, its style sheets), and every chunk. Bytes are exact and gate the build;
 * loading times depend on the machine and do not.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
/** First-load JavaScript, gzipped; K = 1,024 B. */
const LIMIT_K = 140;

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

const main = () => {
  const html = read('index.html').toString('utf8');
  const linked = (pattern) => [...html.matchAll(pattern)].map((match) => posix.normalize(match[1]));
  const entries = [
    ...linked(/<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.js)"/g),
    ...linked(/\bimport\('([^']+\.js)'\)/g),
  ];
  // A disabled link is never fetched: its rules stand in the page.
  const styles = linked(/<link\b(?![^>]*\bdisabled\b)[^>]*?href="([^"]+\.css)"/g);
  if (entries.length === 0)
    throw new Error('dist/index.html names no script: run vite build first.');

  const scripts = closure(entries);
  const sum = (names) => names.reduce((total, name) => total + weight(name), 0);
  const js = sum(scripts);
  const firstView = js + sum(styles) + weight('index.html');

  const chunks = readdirSync(join(dist, 'assets')).filter((name) => /\.(js|css)$/.test(name));
  const rows = chunks.map((name) => `assets/${name}`).map((name) => [weight(name), name]);
  rows.sort(([a], [b]) => b - a);
  for (const [bytes, name] of rows)
    process.stdout.write(`${inK(bytes)}  ${scripts.includes(name) ? 'first' : '     '}  ${name}\n`);
  process.stdout.write(`${inK(js)}  first-load JavaScript, gzipped (limit ${LIMIT_K} K)\n`);
  process.stdout.write(
    `${inK(firstView)}  first view: page, scripts and styles, gzipped, without fonts\n`,
  );
  if (js > LIMIT_K * 1024) {
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
