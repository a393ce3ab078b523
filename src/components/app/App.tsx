/** The shell: header, the room, the drawer, the keys, and the voice for screen readers. */
import { Suspense, lazy, useEffect, useState } from 'react';
import { APP } from '../../strings/en/app';
import { commandForKey } from '../../store/commands';
import { dropEarlyKeys, keepEarlyKey } from '../../store/early-keys';
import { DEFAULT_LINK } from '../../store/url-codec';
import { ErrorBoundary } from './ErrorBoundary';
import { Header } from './Header';
import { focusPlace } from './go-to';
import { ROOM_VIEWS } from './rooms';
import { useApp, useAppStore } from './store-context';
import styles from './app.module.css';

const Drawer = lazy(() => import('../ui/Drawer').then((x) => ({ default: x.Drawer })));
const Palette = lazy(() => import('./Palette').then((x) => ({ default: x.Palette })));
const HelpDialog = lazy(() => import('./HelpDialog').then((x) => ({ default: x.HelpDialog })));

/** The theme on the page; `auto` follows the system. */
const useTheme = (): void => {
  const theme = useApp((s) => s.link.theme);
  useEffect(() => {
    const dark =
      typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;
    const apply = (): void => {
      const system = dark?.matches === true ? 'dark' : 'light';
      document.documentElement.dataset['theme'] = theme === 'auto' ? system : theme;
    };
    apply();
    dark?.addEventListener('change', apply);
    return () => {
      dark?.removeEventListener('change', apply);
    };
  }, [theme]);
};

/** Inputs that take no letters. */
const LETTERLESS = ['checkbox', 'radio', 'range'];

/** A list takes letters and digits, to find its options; other keys are free. */
const isTyping = ({ target, key }: KeyboardEvent): boolean => {
  if (target instanceof HTMLSelectElement) return /^[a-z0-9 ]$/i.test(key);
  if (target instanceof HTMLInputElement) return !LETTERLESS.includes(target.type);
  return target instanceof HTMLTextAreaElement;
};

/** The palette is open and may not have come yet: what is typed is kept for its field. */
const forPalette = (e: KeyboardEvent, close: () => void): void => {
  const isOpen = document.querySelector('dialog[open]') !== null;
  if (isOpen) return;
  if (e.key === 'Escape') close();
  else if (!keepEarlyKey(e.key)) return;
  e.preventDefault();
};

const useHotkeys = (): void => {
  const store = useAppStore();
  useEffect(() => {
    const onKey = (e: KeyboardEvent): void => {
      const state = store.getState();
      const isEscape = e.key === 'Escape';
      const isMod = e.ctrlKey || e.metaKey;
      if (e.altKey || (!isMod && isTyping(e) && !isEscape)) return;
      // A dialog closes itself; other keys are its own while it is open.
      if (!isMod && state.palette !== '') {
        forPalette(e, () => {
          state.openPalette('');
        });
        return;
      }
      dropEarlyKeys();
      if (!isMod && state.isHelpOpen && isEscape) return;
      const command = commandForKey(e.key, isMod);
      if (command === undefined) return;
      e.preventDefault();
      command.run(state);
      focusPlace(command.goTo);
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
    };
  }, [store]);
};

/** Drawer and key list are fetched when first asked for; the drawer stays, to give the focus back. */
const Panels = () => {
  const isAsked = useApp((s) => s.link.why !== '');
  const isHelpOpen = useApp((s) => s.isHelpOpen);
  const isPaletteOpen = useApp((s) => s.palette !== '');
  const [wasAsked, setWasAsked] = useState(false);
  if (isAsked && !wasAsked) setWasAsked(true);
  return (
    <>
      {wasAsked && <Drawer />}
      {isHelpOpen && <HelpDialog />}
      {isPaletteOpen && <Palette />}
    </>
  );
};

export const App = () => {
  const Room = ROOM_VIEWS[useApp((s) => s.link.room)];
  const said = useApp((s) => s.said);
  const place = useApp((s) => `${s.link.room} ${s.link.run} ${s.link.machine} ${s.link.example}`);
  const why = useApp((s) => s.link.why);
  const setLink = useApp((s) => s.setLink);
  const leave = (): void => {
    setLink({ ...DEFAULT_LINK });
  };
  useTheme();
  useHotkeys();
  return (
    <>
      <a
        className={styles['skip']}
        href="#main"
        onClick={(e) => {
          e.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {APP.skip}
      </a>
      <Header />
      <main id="main" tabIndex={-1} className={styles['main']}>
        <ErrorBoundary of={place} onLeave={leave}>
          <Suspense fallback={<p className="lead">{APP.loading}</p>}>
            <Room />
          </Suspense>
        </ErrorBoundary>
      </main>
      <ErrorBoundary of={`${place} ${why}`} onLeave={leave}>
        <Suspense>
          <Panels />
        </Suspense>
      </ErrorBoundary>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
};
