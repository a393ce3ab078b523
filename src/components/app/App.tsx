/** The shell: header, the room, the drawer, the keys, and the voice for screen readers. */
import { Suspense, lazy, useEffect } from 'react';
import { COMMANDS, commandForKey } from '../../store/commands';
import { THEMES } from '../../store/url-codec';
import type { Theme } from '../../store/url-codec';
import { Opening } from '../opening/Opening';
import { Drawer } from '../ui/Drawer';
import { HelpDialog } from './HelpDialog';
import { useApp } from './store-context';
import styles from './app.module.css';

const Diagnose = lazy(() => import('../diagnose/Diagnose').then((x) => ({ default: x.Diagnose })));

const THEME_NAMES: Readonly<Record<Theme, string>> = {
  auto: 'System',
  light: 'Light',
  dark: 'Dark',
  stage: 'Stage',
};

const ThemePicker = () => {
  const theme = useApp((s) => s.link.theme);
  const setTheme = useApp((s) => s.setTheme);
  return (
    <label className={styles['theme']}>
      Theme{' '}
      <select
        value={theme}
        onChange={(e) => {
          setTheme(THEMES.find((t) => t === e.target.value) ?? 'auto');
        }}
      >
        {THEMES.map((t) => (
          <option key={t} value={t}>
            {THEME_NAMES[t]}
          </option>
        ))}
      </select>
    </label>
  );
};

const Header = () => {
  const room = useApp((s) => s.link.room);
  const state = useApp((s) => s);
  return (
    <header className={styles['header']}>
      <p className={styles['brand']}>kvascope</p>
      <nav aria-label="Rooms">
        <a
          href="#/"
          aria-current={room === 'opening' ? 'page' : undefined}
          onClick={(e) => {
            e.preventDefault();
            COMMANDS.opening.run(state);
          }}
        >
          Opening
        </a>
        <a
          href="#/diagnose"
          aria-current={room === 'diagnose' ? 'page' : undefined}
          onClick={(e) => {
            e.preventDefault();
            COMMANDS.diagnose.run(state);
          }}
        >
          Your kernel
        </a>
      </nav>
      <div className={styles['tools']}>
        <ThemePicker />
        <button
          type="button"
          onClick={() => {
            COMMANDS.help.run(state);
          }}
        >
          <kbd>?</kbd> keys
        </button>
      </div>
    </header>
  );
};

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

export const App = () => {
  const room = useApp((s) => s.link.room);
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
        Skip to the content
      </a>
      <Header />
      <main id="main" tabIndex={-1} className={styles['main']}>
        {room === 'opening' ? (
          <Opening />
        ) : (
          <Suspense fallback={<p className="lead">Opening the reader</p>}>
            <Diagnose />
          </Suspense>
        )}
      </main>
      <Drawer />
      <HelpDialog />
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
};
