/** What was found, in two lines, and what can be done with it. */
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { PASTED } from '../../store/run/pasted';
import { refusalOf } from '../../viewmodel/load/refusal';
import { machineLink } from '../../viewmodel/reading/machine-link';
import { useApp } from '../app/store-context';
import { CopyLink } from './CopyLink';
import { Sentence } from './Sentence';
import styles from './diagnose.module.css';

const Load = ({ reading }: { reading: PasteView }) => {
  const setLink = useApp((s) => s.setLink);
  const { layout } = reading.machine;
  if (layout === null) return null;
  const canLoad = refusalOf(reading.explanation) === null;
  return (
    <button
      type="button"
      data-primary=""
      onClick={() => {
        const run = canLoad
          ? { run: PASTED, machine: '', at: '', by: '', sel: '' }
          : { machine: machineLink(layout) };
        setLink({ room: 'machine', ...run, why: '', band: '' });
      }}
    >
      {canLoad ? DIAGNOSE.actions.load : DIAGNOSE.actions.like}
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
