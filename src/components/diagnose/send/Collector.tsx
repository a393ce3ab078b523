/** The script that collects everything in one paste, to be read before it is run; and single commands. */
import { COLLECT as WORDS, SEND } from '../../../strings/en/send';
import { COLLECTOR, COMMANDS_TO_PASTE } from '../../../viewmodel/report/collect';
import { useApp } from '../../app/store-context';
import { copyText, downloadText } from '../../ui/download';
import { Command } from '../Command';
import styles from './send.module.css';

const Script = () => {
  const say = useApp((s) => s.say);
  const copy = async (): Promise<void> => {
    say((await copyText(COLLECTOR)) ? WORDS.copied : SEND.notCopied);
  };
  return (
    <>
      <p className={styles['actions']}>
        <button type="button" onClick={() => void copy()}>
          {WORDS.copy}
        </button>
        <button
          type="button"
          onClick={() => {
            downloadText(WORDS.file, 'application/x-sh', COLLECTOR);
          }}
        >
          {WORDS.save}
        </button>
      </p>
      <details>
        <summary>{WORDS.script}</summary>
        <pre tabIndex={0} role="region" aria-label={WORDS.script} className={styles['script']}>
          {COLLECTOR}
        </pre>
      </details>
    </>
  );
};

export const Collector = () => (
  <section aria-labelledby="collect-title" className={styles['collect']}>
    <h2 id="collect-title">{WORDS.title}</h2>
    <p>{WORDS.lead}</p>
    <Script />
    <details>
      <summary>{WORDS.single}</summary>
      <ul>
        {COMMANDS_TO_PASTE.map(({ id, command, what }) => (
          <li key={id}>
            <Command>{command}</Command>
            <small>{what}</small>
          </li>
        ))}
      </ul>
    </details>
  </section>
);
