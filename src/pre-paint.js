/**
 * Runs in the head of the page, before anything is painted: sets theme and room on <html>, so that
 * a dark page does not begin light, and the static words of the opening do not flash in another
 * room. The build puts the tables of src/store/url-codec.ts in place of the two names in capitals;
 * the page itself reads the hash again, in full, with that codec.
 */
(() => {
  const [path, query] = location.hash.slice(1).split('?');
  const asked = new URLSearchParams(query).getAll('theme').pop();
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const { dataset } = document.documentElement;
  dataset.theme = __THEMES__.includes(asked) ? asked : system;
  const rooms = __ROOMS__;
  dataset.room = Object.hasOwn(rooms, path) ? rooms[path] : 'opening';
})();
