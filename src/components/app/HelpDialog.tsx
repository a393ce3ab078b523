/** The keyboard map, from the same commands that the keys run. */
import { useEffect, useRef } from 'react';
import { APP } from '../../strings/en/app';
import { COMMANDS } from '../../store/commands';
import { useApp } from './store-context';
import styles from './app.module.css';

export const HelpDialog = () => {
  const isOpen = useApp((s) => s.isHelpOpen);
  const toggle = useApp((s) => s.toggleHelp);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen && dialog.current?.open === false) dialog.current.showModal();
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <dialog ref={dialog} className={styles['help']} aria-labelledby="help-title" onClose={toggle}>
      <h2 id="help-title">{APP.keysTitle}</h2>
      <dl>
        {Object.values(COMMANDS).map((c) => (
          <div key={c.id}>
            <dt>
              <kbd>{c.hotkey === 'escape' ? APP.escape : c.hotkey}</kbd>
            </dt>
            <dd>{c.label}</dd>
          </div>
        ))}
        {APP.rulerKeys.map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className={styles['plain']} onClick={() => dialog.current?.close()}>
        {APP.close}
      </button>
    </dialog>
  );
};
