/** The shell: header, the room, the drawer, the keys, and the voice for screen readers. */
import { Suspense, lazy, useEffect, useState } from 'react';
import { APP } from '../../strings/en/app';
import { DEFAULT_LINK } from '../../store/url-codec';
import type { Room as RoomName } from '../../store/url-codec';
import { ErrorBoundary } from './ErrorBoundary';
import { Header } from './Header';
import { bindHotkeys } from './hotkeys';
import { ROOMS } from './rooms';
import { useApp, useAppStore } from './store-context';
import styles from './app.module.css';

const Drawer = lazy(() => import('../ui/Drawer').then((x) => ({ default: x.Drawer })));
const Palette = lazy(() => import('./Palette').then((x) => ({ default: x.Palette })));
const Blank = lazy(() => import('../lesson/Blank').then((x) => ({ default: x.Blank })));
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

const useHotkeys = (): void => {
  const store = useAppStore();
  useEffect(() => bindHotkeys(store), [store]);
};

/** Drawer and key list are fetched when first asked for; the drawer stays, to give the focus back. */
const Panels = () => {
  const isAsked = useApp((s) => s.link.why !== '');
  const isHelpOpen = useApp((s) => s.isHelpOpen);
  const isBlank = useApp((s) => s.isBlank);
  const isPaletteOpen = useApp((s) => s.palette !== '');
  const [wasAsked, setWasAsked] = useState(false);
  if (isAsked && !wasAsked) setWasAsked(true);
  return (
    <>
      {wasAsked && <Drawer />}
      {isBlank && <Blank />}
      {isHelpOpen && <HelpDialog />}
      {isPaletteOpen && <Palette />}
    </>
  );
};

/** A room; words in its place until it has come. */
const Room = ({ room }: { room: RoomName }) => {
  const fetched = ROOMS[room].use();
  return fetched === null ? <p className="lead">{APP.loading}</p> : <fetched.View />;
};

export const App = () => {
  const room = useApp((s) => s.link.room);
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
          <Room key={room} room={room} />
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
