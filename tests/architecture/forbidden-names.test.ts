/**
 * The page asks nobody for anything, and the core has neither clock, chance, screen nor console.
 * The policy in the built page would stop a request; this stops it from being written.
 */
import { describe, expect, it } from 'vitest';
import { namesIn } from './names';
import { filesOf, sourcesOf, textOf } from './tree';

/** Everything by which a script can reach another machine, or become another script. */
const NETWORK = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
  'sendBeacon',
  'importScripts',
  'eval',
  'Function',
];
const SERVICE_WORKER = 'serviceWorker';
const MAY_REGISTER = 'src/pwa.ts';

const IMPURE = [
  'window',
  'document',
  'globalThis',
  'self',
  'navigator',
  'location',
  'history',
  'localStorage',
  'sessionStorage',
  'process',
  'Date',
  'performance',
  'console',
  'crypto',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'requestAnimationFrame',
];
const IMPURE_MEMBERS = ['Math.random'];

const networkIn = (path: string, text: string): string[] => {
  const { names, properties } = namesIn(path, text);
  const found = NETWORK.filter((name) => names.has(name) || properties.has(name));
  if (properties.has(SERVICE_WORKER) && path !== MAY_REGISTER) found.push(SERVICE_WORKER);
  return found;
};
const impureIn = (path: string, text: string): string[] => {
  const { names, members } = namesIn(path, text);
  return [
    ...IMPURE.filter((name) => names.has(name)),
    ...IMPURE_MEMBERS.filter((name) => members.has(name)),
  ];
};

describe('the scan', () => {
  it.each([
    ['void fetch("/x");', ['fetch']],
    ['globalThis.fetch("/x");', ['fetch']],
    ['window["fetch"]("/x");', ['fetch']],
    ['new XMLHttpRequest();', ['XMLHttpRequest']],
    ['navigator.sendBeacon("/x");', ['sendBeacon']],
    ['void navigator.serviceWorker.ready;', ['serviceWorker']],
    ['new Function("return 1")();', ['Function']],
    ['// fetch(x)\nconst s = "fetch(";', []],
  ])('finds in %s %j', (text, found) => {
    expect(networkIn('src/x.ts', text)).toEqual(found);
  });
  it.each([
    ['Math.random();', ['Math.random']],
    ['new Date();', ['Date']],
    ['export const f = (): number => Date.now();', ['Date']],
    ['performance.now();', ['performance']],
    ['console.log(1);', ['console']],
    ['const o = { console: 1, document: 2 };\no.console;', []],
    ['export interface I { readonly self: number }', []],
    ['// Date.now()', []],
  ])('finds in %s %j', (text, found) => {
    expect(impureIn('src/sim/x.ts', text)).toEqual(found);
  });
});

const violations = (
  paths: readonly string[],
  find: (path: string, text: string) => string[],
): string[] =>
  paths.flatMap((path) => find(path, textOf(path)).map((name) => `${path} names ${name}`));

describe('the sources', () => {
  it('are found', () => {
    expect(sourcesOf().length).toBeGreaterThan(60);
    expect(sourcesOf()).toContain(MAY_REGISTER);
  });
  it('never reach the network', () => {
    expect(violations(sourcesOf(), networkIn)).toEqual([]);
  });
  it('load no style, font or picture from elsewhere', () => {
    const pages = [...filesOf('src').filter((path) => path.endsWith('.css')), 'index.html'];
    const away = /(?:url\(|@import|src=|href=)\s*['"]?(?:https?:)?\/\//;
    expect(pages.filter((path) => away.test(textOf(path)))).toEqual([]);
    expect(away.test('src: url("//host/x.woff2")')).toBe(true);
  });
  it('of the core are the same at any hour on any machine', () => {
    const core = ['base', 'sim', 'import', 'viewmodel', 'render'].map((f) => `src/${f}`);
    expect(violations(core.flatMap(sourcesOf), impureIn)).toEqual([]);
  });
});
