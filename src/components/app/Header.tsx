/** The header: rooms, theme, keys. Links and keys run the same commands. */
import { APP } from '../../strings/en/app';
import { COMMANDS } from '../../store/commands';
import { ROOM_PATHS, THEMES } from '../../store/url-codec';
import { useApp, useAppStore } from './store-context';
import styles from './app.module.css';

/** Rooms that a visitor looks for; the others are reached from these, and by the palette. */
const IN_HEADER = ['opening', 'machine', 'lessons', 'diagnose', 'glossary'] as const;

const ThemePicker = () => {
  const theme = useApp((s) => s.link.theme);
  const setTheme = useApp((s) => s.setTheme);
  return (
    <label className={styles['theme']}>
      {APP.theme}{' '}
      <select
        value={theme}
        onChange={(e) => {
          setTheme(THEMES.find((t) => t === e.target.value) ?? 'auto');
        }}
      >
        {THEMES.map((t) => (
          <option key={t} value={t}>
            {APP.themes[t]}
          </option>
        ))}
      </select>
    </label>
  );
};

export const Header = () => {
  const store = useAppStore();
  const now = useApp((s) => s.link.room);
  return (
    <header className={styles['header']}>
      <p className={styles['brand']}>{APP.brand}</p>
      <nav aria-label={APP.rooms}>
        {IN_HEADER.map((room) => (
          <a
            key={room}
            href={`#${ROOM_PATHS[room]}`}
            aria-current={now === room ? 'page' : undefined}
            onClick={(e) => {
              e.preventDefault();
              COMMANDS[room].run(store.getState());
            }}
          >
            {APP.nav[room]}
          </a>
        ))}
      </nav>
      <div className={styles['tools']}>
        <ThemePicker />
        <button
          type="button"
          onClick={() => {
            COMMANDS.find.run(store.getState());
          }}
        >
          <kbd>/</kbd> {APP.find}
        </button>
        <button
          type="button"
          onClick={() => {
            COMMANDS.help.run(store.getState());
          }}
        >
          <kbd>?</kbd> {APP.keys}
        </button>
      </div>
    </header>
  );
};
