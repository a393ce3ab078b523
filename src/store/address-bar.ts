/** Keeps store and address bar in step: a room change is a step back can undo, the rest replaces. */
import type { AppStore } from './app-store';
import { FIGURE_KEYS, decodeLink, encodeLink } from './url-codec';
import type { LinkState } from './url-codec';

/** A link to another step of a lesson says nothing of the figure: it stays until the step has moved it. */
const withFigure = (link: LinkState, now: LinkState): LinkState =>
  link.room === 'lessons' && now.room === 'lessons'
    ? { ...link, ...Object.fromEntries(FIGURE_KEYS.map((key) => [key, now[key]])) }
    : link;

/** Whether more than a room is to be opened: few links do, so that what reads them comes when one does. */
const hasReading = ({ data, example, without, told }: LinkState): boolean =>
  data !== '' || without !== '' || told !== '' || (example !== 'none' && example !== 'seed');

/** Reads the first link, then follows both sides. */
export const bindToAddressBar = (store: AppStore, win: Window): void => {
  const read = (hash: string): void => {
    const link = withFigure(decodeLink(hash), store.getState().link);
    store.setState({ link });
    if (hasReading(link)) void import('./open-link').then(({ openLink }) => openLink(store, link));
  };
  read(win.location.hash);
  // The bar may have been written to since: where the reader went stands in the event.
  win.addEventListener('hashchange', ({ newURL }) => {
    read(newURL === '' ? win.location.hash : new URL(newURL).hash);
  });
  store.subscribe((state, before) => {
    const hash = encodeLink(state.link);
    if (state.link === before.link || hash === win.location.hash) return;
    const isElsewhere = (['room', 'lesson', 'step'] as const).some(
      (key) => state.link[key] !== before.link[key],
    );
    if (isElsewhere) win.history.pushState(null, '', hash);
    else win.history.replaceState(null, '', hash);
  });
};
