/** Keeps store and address bar in step: a room change is a step back can undo, the rest replaces. */
import type { AppStore } from './app-store';
import { FIGURE_KEYS, decodeLink, encodeLink } from './url-codec';
import type { LinkState } from './url-codec';

/** A link to another step of a lesson says nothing of the figure: it stays until the step has moved it. */
const withFigure = (link: LinkState, now: LinkState): LinkState =>
  link.room === 'lessons' && now.room === 'lessons'
    ? { ...link, ...Object.fromEntries(FIGURE_KEYS.map((key) => [key, now[key]])) }
    : link;

/** The text that a link carries: few do, so that what unpacks it comes when one does. */
const textOf = async (packed: string): Promise<string | null> => {
  const { unpackText } = await import('./pack');
  return unpackText(packed);
};

/** Reads the first link, then follows both sides. */
export const bindToAddressBar = (store: AppStore, win: Window): void => {
  const read = (hash: string): void => {
    const link = withFigure(decodeLink(hash), store.getState().link);
    store.setState({ link });
    if (link.data === '') return;
    void textOf(link.data).then((text) => {
      if (text !== null) store.setState({ text });
      else store.getState().say('The text in this link is damaged. Ask for the link again.');
    });
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
