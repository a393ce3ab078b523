/** Composition root: the store, the address bar and the page meet here and nowhere else. */
import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/index.css';
import { finishSlowly } from './base/steps';
import { App } from './components/app/App';
import { bindHotkeys } from './components/app/hotkeys';
import { fetchRoom } from './components/app/rooms';
import { createAppStore } from './store/app-store';
import { bindToAddressBar } from './store/address-bar';
import { prepareRoom } from './store/selectors';
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

/**
 * The words of index.html stand until the room can be drawn. It is worked out and drawn in short
 * tasks: a slow phone stays answerable, and nothing is drawn twice.
 */
const start = async (root: HTMLElement): Promise<void> => {
  const store = createAppStore();
  bindHotkeys(store);
  bindToAddressBar(store, window);
  const { link } = store.getState();
  await Promise.all([fetchRoom(link.room), finishSlowly(prepareRoom(link), turns())]);
  startTransition(() => {
    createRoot(root).render(
      <StoreProvider store={store}>
        <App />
      </StoreProvider>,
    );
  });
};

/** Fetches the lazy parts once the room stands, so that nothing is asked of the network later. */
const warmUp = (): void => {
  void fetchRoom('machine');
  void fetchRoom('lessons');
  void fetchRoom('diagnose');
  void fetchRoom('glossary');
  void fetchRoom('thread');
  void fetchRoom('presenter');
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
    () => {
      whenIdle(() => {
        warmUp();
        registerServiceWorker();
      });
    },
    () => {
      giveUp(root);
    },
  );
