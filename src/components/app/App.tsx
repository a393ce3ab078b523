/** The shell: header, the room, the drawer, the keys, and the voice for screen readers. */
import { Suspense, lazy, useEffect, useState } from 'react';
import { APP } from '../../strings/en/app';
import { commandForKey } from '../../store/commands';
import { Header } from './Header';
import { ROOM_VIEWS } from './rooms';
import { useApp } from './store-context';
import styles from './app.module.css';

const Drawer = lazy(() => import('../ui/Drawer').then((x) => ({ default: x.Drawer })));
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

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);

const useHotkeys = (): void => {
  const state = useApp((s) => s);
  useEffect(() => {
    const onKey = (e: KeyboardEvent): void => {
      const isEscape = e.key === 'Escape';
      if (e.ctrlKey || e.metaKey || e.altKey || (isTyping(e.target) && !isEscape)) return;
      const command = commandForKey(e.key);
      if (command === undefined) return;
      e.preventDefault();
      command.run(state);
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
    };
  }, [state]);
};

/** Drawer and key list are fetched when first asked for; the drawer stays, to give the focus back. */
const Panels = () => {
  const isAsked = useApp((s) => s.link.why !== '');
  const isHelpOpen = useApp((s) => s.isHelpOpen);
  const [wasAsked, setWasAsked] = useState(false);
  if (isAsked && !wasAsked) setWasAsked(true);
  return (
    <>
      {wasAsked && <Drawer />}
      {isHelpOpen && <HelpDialog />}
    </>
  );
};

export const App = () => {
  const Room = ROOM_VIEWS[useApp((s) => s.link.room)];
  const said = useApp((s) => s.said);
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
        <Suspense fallback={<p className="lead">{APP.loading}</p>}>
          <Room />
        </Suspense>
      </main>
      <Suspense>
        <Panels />
      </Suspense>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
};
