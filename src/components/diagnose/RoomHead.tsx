/** What was found, in two lines, and what can be done with it. */
import { useState } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import { SHARE } from '../../strings/en/send';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { PASTED } from '../../store/run/pasted';
import { refusalOf } from '../../viewmodel/load/refusal';
import { machineLink } from '../../viewmodel/reading/machine-link';
import { useApp } from '../app/store-context';
import { Sentence } from './Sentence';
import { ShareLink } from './send/ShareLink';
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

/** Which link is looked at: none, one that says what is open, one with the text in it. */
type Shared = 'none' | 'bare' | 'text';

interface LinksProps {
  readonly shared: Shared;
  readonly onShare: (shared: Shared) => void;
}

const Links = ({ shared, onShare }: LinksProps) => {
  const hasText = useApp((s) => s.text !== '' && s.link.example === 'none');
  const say = useApp((s) => s.say);
  const toggle = (one: Shared): void => {
    const isOpened = shared !== one;
    onShare(isOpened ? one : 'none');
    if (isOpened && one === 'text') say(SHARE.look);
  };
  return (
    <>
      <button
        type="button"
        aria-expanded={shared === 'bare'}
        onClick={() => {
          toggle('bare');
        }}
      >
        {DIAGNOSE.actions.link}
      </button>
      {hasText && (
        <button
          type="button"
          aria-expanded={shared === 'text'}
          onClick={() => {
            toggle('text');
          }}
        >
          {DIAGNOSE.actions.linkWithText}
        </button>
      )}
    </>
  );
};

export const RoomHead = ({ reading }: { reading: PasteView }) => {
  const clear = useApp((s) => s.clear);
  const [shared, setShared] = useState<Shared>('none');
  const { report, book, answer } = reading;
  return (
    <>
      <div className={styles['head']}>
        <h1 tabIndex={-1}>
          <Sentence
            text={answer.headline}
            ground={{ figures: answer.figures, book, cited: [], lines: report.lines }}
          />
        </h1>
        <div className={styles['actions']} role="group" aria-label={DIAGNOSE.actions.label}>
          <Links shared={shared} onShare={setShared} />
          <button type="button" onClick={clear}>
            {DIAGNOSE.actions.another}
          </button>
          <Load reading={reading} />
        </div>
      </div>
      {shared !== 'none' && (
        <ShareLink
          key={shared}
          reading={reading}
          hasText={shared === 'text'}
          onClose={() => {
            setShared('none');
          }}
        />
      )}
    </>
  );
};
