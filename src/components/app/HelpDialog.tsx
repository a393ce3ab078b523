/** The keyboard map, from the same commands that the keys run. */
import { useEffect, useRef } from 'react';
import { KEY_WORDS, PANEL_WORDS } from '../../strings/en/panels';
import { COMMAND_GROUPS, allCommands } from '../../store/commands';
import { keyWords } from './key-words';
import { useApp } from './store-context';
import styles from './app.module.css';

const Keys = ({ keys }: { keys: readonly (readonly [key: string, label: string])[] }) => (
  <dl>
    {keys.map(([key, label]) => (
      <div key={`${key} ${label}`}>
        <dt>
          <kbd>{key}</kbd>
        </dt>
        <dd>{label}</dd>
      </div>
    ))}
  </dl>
);

export const HelpDialog = () => {
  const isOpen = useApp((s) => s.isHelpOpen);
  const toggle = useApp((s) => s.toggleHelp);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen && dialog.current?.open === false) dialog.current.showModal();
  }, [isOpen]);
  if (!isOpen) return null;
  const keysOf = (group: string): (readonly [string, string])[] =>
    allCommands().flatMap((c) =>
      c.group === group && c.hotkey !== undefined ? [[keyWords(c.hotkey), c.label] as const] : [],
    );
  return (
    <dialog ref={dialog} className={styles['help']} aria-labelledby="help-title" onClose={toggle}>
      <h2 id="help-title">{KEY_WORDS.title}</h2>
      <div className={styles['keys']}>
        {COMMAND_GROUPS.map((group) => {
          const keys = keysOf(group);
          return (
            keys.length > 0 && (
              <section key={group}>
                <h3>{KEY_WORDS.groups[group]}</h3>
                <Keys keys={keys} />
              </section>
            )
          );
        })}
        <section>
          <h3>{KEY_WORDS.groups.pictures}</h3>
          <Keys keys={KEY_WORDS.inPictures} />
        </section>
      </div>
      <button type="button" className={styles['plain']} onClick={() => dialog.current?.close()}>
        {PANEL_WORDS.close}
      </button>
    </dialog>
  );
};
