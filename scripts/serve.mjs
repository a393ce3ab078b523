/**
 * A small static server for the built page: used by npm start, the browser tests and Lighthouse.
 * Compresses in memory, sends the right types, lets hashed files be cached for ever and
 * everything else be asked for again, and can serve from a sub-path (--base /x/) to prove that
 * the build holds relative addresses only.
 *   node scripts/serve.mjs [--dir dist] [--port 4173] [--host 127.0.0.1] [--base /x/]
 */
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};
const COMPRESSIBLE = /^(text\/|application\/(json|manifest)|image\/svg)/;
const ONE_YEAR = 31_536_000;
const PORTS_TO_TRY = 50;

const compressors = {
  br: (data) =>
    promisify(brotliCompress)(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (data) => promisify(gzip)(data, { level: 9 }),
};

const encodingFor = (accept, type) => {
  if (!COMPRESSIBLE.test(type)) return null;
  const offered = (accept ?? '').split(',').map((part) => part.split(';')[0].trim());
  return ['br', 'gzip'].find((name) => offered.includes(name)) ?? null;
};

/** File for a request path, or null where it is outside `dir` or does not exist. */
const fileFor = async (dir, urlPath) => {
  let decoded;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const wanted = join(dir, normalize(decoded));
  if (wanted !== dir && !wanted.startsWith(dir + sep)) return null;
  const info = await stat(wanted).catch(() => null);
  if (info === null) return null;
  if (!info.isDirectory()) return { path: wanted, info };
  const index = join(wanted, 'index.html');
  const indexInfo = await stat(index).catch(() => null);
  return indexInfo === null ? null : { path: index, info: indexInfo };
};

const cacheControl = (urlPath) =>
  /\/assets\/.+-[\w-]{8,}\.\w+$/.test(urlPath)
    ? `public, max-age=${ONE_YEAR}, immutable`
    : 'no-cache';

const bodyOf = async (cache, file, encoding) => {
  const key = `${encoding ?? 'raw'}:${file.path}:${file.info.mtimeMs}:${file.info.size}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const raw = await readFile(file.path);
  const body = encoding === null ? raw : await compressors[encoding](raw);
  cache.set(key, body);
  return body;
};

const plain = (res, status, text, headers = {}) => {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  res.end(text);
};

const makeHandler = (dir, base) => {
  const cache = new Map();
  return async (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD')
      return plain(res, 405, 'Only GET and HEAD.\n', { allow: 'GET, HEAD' });
    const path = (req.url ?? '/').split(/[?#]/)[0];
    if (`${path}/` === base) return plain(res, 301, '', { location: base });
    if (!path.startsWith(base)) return plain(res, 404, `Nothing here; the page is at ${base}\n`);
    const urlPath = `/${path.slice(base.length)}`;
    const file = await fileFor(dir, urlPath);
    if (file === null) return plain(res, 404, 'No such file.\n');
    const type = TYPES[extname(file.path)] ?? 'application/octet-stream';
    const encoding = encodingFor(req.headers['accept-encoding'], type);
    const body = await bodyOf(cache, file, encoding);
    res.writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'cache-control': cacheControl(urlPath),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      vary: 'accept-encoding',
      ...(encoding === null ? {} : { 'content-encoding': encoding }),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  };
};

const listen = (server, port, host) =>
  new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done(server.address().port);
    });
  });

/** Listens on `port`, or on the next free one; port 0 takes any. */
const listenFrom = async (server, port, host) => {
  for (let i = 0; i < PORTS_TO_TRY; i += 1) {
    try {
      return await listen(server, port === 0 ? 0 : port + i, host);
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(
    `Ports ${port} to ${port + PORTS_TO_TRY - 1} are all taken: give another with --port.`,
  );
};

/** `/x`, `x/` and `/x/` all mean `/x/`. */
const normalBase = (base) => `/${base.split('/').filter(Boolean).join('/')}/`.replace('//', '/');

/**
 * Serves a folder.
 * @param {{dir: string, port?: number, host?: string, base?: string}} options
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>}
 */
export const startServer = async ({ dir, port = 0, host = '127.0.0.1', base = '/' }) => {
  const prefix = normalBase(base);
  const handle = makeHandler(resolve(dir), prefix);
  const server = createServer((req, res) => {
    handle(req, res).catch((error) => {
      if (!res.headersSent) plain(res, 500, `${error.message}\n`);
      else res.destroy();
    });
  });
  const bound = await listenFrom(server, port, host);
  return {
    url: `http://localhost:${bound}${prefix}`,
    port: bound,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

/** Options shared with npm start. */
export const serveOptions = (argv) => {
  const { values } = parseArgs({
    args: argv,
    options: {
      dir: { type: 'string', default: 'dist' },
      port: { type: 'string', default: process.env.PORT ?? '4173' },
      host: { type: 'string', default: '127.0.0.1' },
      base: { type: 'string', default: '/' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes a number from 0 to 65535, not "${values.port}".`);
  return { ...values, port };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { url } = await startServer(serveOptions(process.argv.slice(2)));
    process.stdout.write(`${url}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
