/** What was found, in two lines, and what can be done with it. */
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { machineLink } from '../../viewmodel/reading/machine-link';
import { useApp } from '../app/store-context';
import { CopyLink } from './CopyLink';
import { Sentence } from './Sentence';
import styles from './diagnose.module.css';

const Load = ({ reading }: { reading: PasteView }) => {
  const setLink = useApp((s) => s.setLink);
  const { layout } = reading.machine;
  if (layout === null) return null;
  return (
    <button
      type="button"
      data-primary=""
      onClick={() => {
        setLink({ room: 'machine', machine: machineLink(layout), why: '', band: '' });
      }}
    >
      {DIAGNOSE.actions.load}
    </button>
  );
};

export const RoomHead = ({ reading }: { reading: PasteView }) => {
  const clear = useApp((s) => s.clear);
  const { report, book, answer } = reading;
  return (
    <div className={styles['head']}>
      <h1 tabIndex={-1}>
        <Sentence
          text={answer.headline}
          ground={{ figures: answer.figures, book, cited: [], lines: report.lines }}
        />
      </h1>
      <div className={styles['actions']} role="group" aria-label={DIAGNOSE.actions.label}>
        <CopyLink />
        <button type="button" onClick={clear}>
          {DIAGNOSE.actions.another}
        </button>
        <Load reading={reading} />
      </div>
    </div>
  );
};
