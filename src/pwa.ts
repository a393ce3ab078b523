/**
 * Registers the service worker that keeps the page for use without a network.
 * Only in a build, and only over http(s): on file:// the browser refuses with an uncaught
 * error, and the single-file build has nothing to keep.
 */

/** Registers `sw.js` beside the page, after the page has loaded. Failure is silent by design: the page works without it. */
export const registerServiceWorker = (): void => {
  const isServedBuild = import.meta.env.PROD && import.meta.env.MODE !== 'single';
  if (!isServedBuild || !/^https?:$/.test(location.protocol)) return;
  if (!('serviceWorker' in navigator)) return;
  const register = (): void => {
    navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' }).catch(() => undefined);
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
};
