/** Composition root: the store, the address bar and the page meet here and nowhere else. */
import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/index.css';
import { finishSlowly } from './base/steps';
import { App } from './components/app/App';
import { bindHotkeys } from './components/app/hotkeys';
import { fetchRoom } from './components/app/rooms';
import { LOAD_BOX } from './components/diagnose/load/parts';
import { LAYOUT, PASTE } from './components/machine/parts';
import { PANELS } from './components/running/parts';
import { createAppStore } from './store/app-store';
import type { AppStore } from './store/app-store';
import { bindToAddressBar } from './store/address-bar';
import type { Room as RoomName } from './store/url-codec';
import { FRONT } from './strings/en/front';
import { StoreProvider } from './components/app/store-context';
import { registerServiceWorker } from './pwa';

/** ms of work after which the browser gets its turn. */
const TURN = 6;

/** Waits for the browser where it has been kept waiting. */
const turns = (): (() => Promise<void>) => {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN) return;
    await new Promise((done) => setTimeout(done));
    since = performance.now();
  };
};

/** Works out what a room shows of texts: the readers come with the rooms that need them. */
const prepare = async (store: AppStore): Promise<void> => {
  const { prepareRoom } = await import('./store/selectors');
  await finishSlowly(prepareRoom(store.getState().link), turns());
};

/** The same for the opening, which needs less. */
const prepareFront = async (store: AppStore): Promise<void> => {
  const { prepareOpening } = await import('./store/seed-selectors');
  await finishSlowly(prepareOpening(store.getState().link.open), turns());
};

/** Boots the machine of the link, or fetches what draws one that cannot run. */
const prepareMachine = async (): Promise<void> => {
  const { isRunning } = await import('./early');
  if (!isRunning) await LAYOUT.load();
};

/** Rooms that prepare otherwise than the rest. */
const PREPARE: Readonly<Partial<Record<RoomName, (store: AppStore) => Promise<void>>>> = {
  opening: prepareFront,
  machine: prepareMachine,
};

/**
 * The words of index.html stand until the room can be drawn. It is worked out and drawn in short
 * tasks: a slow phone stays answerable, and nothing is drawn twice.
 */
const start = async (root: HTMLElement): Promise<AppStore> => {
  const store = createAppStore();
  bindHotkeys(store);
  bindToAddressBar(store, window);
  const { link } = store.getState();
  await Promise.all([fetchRoom(link.room), PREPARE[link.room]?.(store) ?? prepare(store)]);
  startTransition(() => {
    createRoot(root).render(
      <StoreProvider store={store}>
        <App />
      </StoreProvider>,
    );
  });
  return store;
};

/** Fetches the lazy parts once the room stands, so that nothing is asked of the network later. */
const warmUp = (store: AppStore): void => {
  // Drawer and palette know the figures of every room.
  void prepare(store);
  void fetchRoom('opening');
  void fetchRoom('machine');
  void fetchRoom('lessons');
  void fetchRoom('diagnose');
  void fetchRoom('glossary');
  void fetchRoom('thread');
  void fetchRoom('presenter');
  void import('./components/lesson/texts').then(({ fetchTexts }) => fetchTexts());
  void LAYOUT.load();
  void PANELS.load();
  void PASTE.load();
  void LOAD_BOX.load();
  void import('./components/ui/Drawer');
  void import('./components/ui/motion-features');
  void import('./components/app/HelpDialog');
  void import('./components/app/Palette');
  for (const face of document.fonts) face.load().catch(() => undefined);
};

/** ms after which a browser that is never idle, or cannot say so, gets its work all the same. */
const IDLE_WITHIN = 1500;
const whenIdle = (work: () => void): void => {
  if (typeof requestIdleCallback === 'function')
    requestIdleCallback(work, { timeout: IDLE_WITHIN });
  else setTimeout(work, IDLE_WITHIN);
};

/** Says what to do below the words that stand. */
const giveUp = (root: HTMLElement): void => {
  const words = document.createElement('p');
  words.className = 'failed';
  words.setAttribute('role', 'alert');
  words.textContent = FRONT.failed;
  root.append(words);
};

const root = document.getElementById('root');
if (root !== null)
  start(root).then(
    (store) => {
      whenIdle(() => {
        warmUp(store);
        registerServiceWorker();
      });
    },
    () => {
      giveUp(root);
    },
  );
