/**
 * Keeps the whole page for use without a network. The build fills in the two placeholders:
 * the version is a hash of everything listed, so a changed build makes a new cache and drops
 * the old one. Everything is answered from the cache first; a navigation gets the page itself.
 * An update waits until the last tab of the old version is closed, so that a page never loads
 * half of itself from another build.
 */
const FILES = __FILES__;
const VERSION = __VERSION__;
const PREFIX = `kvascope ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;

const keepAll = async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
};

const dropOld = async () => {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
};

const answer = async (request) => {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.mode === 'navigate' ? './' : request, {
    ignoreSearch: true,
    ignoreVary: true,
  });
  return kept ?? fetch(request);
};

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(dropOld()));
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(self.registration.scope))
    event.respondWith(answer(event.request));
});
