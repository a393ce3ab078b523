/** What a lever will do, before it is moved: beside each choice in short, and in full below the levers. */
import { createContext, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { MOVED_WORDS as WORDS } from '../../strings/en/moved';
import { leversOf } from '../../viewmodel/machine/machine-code';
import type { Levers } from '../../viewmodel/machine/machine-code';
import { kmemOf, machineWith, willMove } from '../../viewmodel/machine/moved';
import { Strip } from './Strip';
import { useMoves } from './moves-context';
import { useMoveSentence } from './Moved';
import { useLevers } from './use-levers';
import styles from './moved.module.css';

type Change = Partial<Levers>;

const AskContext = createContext<(change: Change | null) => void>(() => undefined);

/** What a control needs so that it says what it will do while it is pointed at or in focus. */
export const useAsk = (): ((change: Change) => {
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
}) => {
  const ask = useContext(AskContext);
  return (change) => {
    const say = (): void => {
      ask(change);
    };
    return { onPointerEnter: say, onFocus: say };
  };
};

/** kmem_map that a change would give, in short. Read aloud is the sentence below, once in focus. */
export const Gives = ({ change }: { change: Change }) => {
  const [levers] = useLevers();
  const words = useMemo(() => kmemOf(machineWith(levers, change)), [levers, change]);
  return words === '' ? null : (
    <small className={styles['gives']} aria-hidden="true">
      {words}
    </small>
  );
};

const Sentence = ({ change }: { change: Change | null }) => {
  const { now } = useMoves();
  const did = useMoveSentence();
  const words = useMemo(() => {
    if (change === null || now === null) return '';
    return willMove(now, machineWith(leversOf(now.machine), change));
  }, [change, now]);
  if (words !== '')
    return (
      <>
        <b>{WORDS.will}</b> {words}
      </>
    );
  return did === '' ? (
    WORDS.choose
  ) : (
    <>
      <b>{WORDS.did}</b> {did}
    </>
  );
};

/** Levers with the sentence that says what the one in question will do, or what the last one did. */
export const Willing = ({ children }: { children: ReactNode }) => {
  const [change, setChange] = useState<Change | null>(null);
  const clear = (): void => {
    setChange(null);
  };
  return (
    <AskContext value={setChange}>
      <div onPointerLeave={clear} onBlur={clear} onChange={clear} onClick={clear}>
        {children}
      </div>
      <div className={styles['answer']}>
        <p className={styles['will']} role="status">
          <Sentence change={change} />
        </p>
        <Strip />
      </div>
    </AskContext>
  );
};
