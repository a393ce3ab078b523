/**
 * Runs in the head of the page, before anything is painted: sets on <html> the theme, so that a dark
 * page does not begin light, and which of the static words fit the link. Outside the opening a link
 * that brings a machine or a text fits none: it is `asked`. The build puts the tables of
 * src/store/url-codec.ts in place of the two names in capitals; the page itself reads the hash
 * again, in full, with that codec.
 */
(() => {
  const [path, query] = location.hash.slice(1).split('?');
  const params = new URLSearchParams(query);
  const theme = params.getAll('theme').pop();
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const { dataset } = document.documentElement;
  dataset.theme = __THEMES__.includes(theme) ? theme : system;
  const rooms = __ROOMS__;
  // A step of a lesson stands in the path.
  const isStep = /^\/lessons\/./.test(path);
  const room = Object.hasOwn(rooms, path) ? rooms[path] : isStep ? 'lessons' : 'opening';
  const isAsked = isStep || ['machine', 'example', 'data'].some((key) => params.has(key));
  dataset.words = isAsked && room !== 'opening' ? 'asked' : room;
})();
