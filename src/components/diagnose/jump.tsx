/** Lets any part of the room send the reader to lines of the text. */
import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import styles from './diagnose.module.css';

/** Goes to `line` and marks all of `cited`. */
export type Jump = (line: number, cited?: readonly number[]) => void;

const Context = createContext<Jump>(() => undefined);

export const JumpProvider = ({ jump, children }: { jump: Jump; children: ReactNode }) => (
  <Context value={jump}>{children}</Context>
);

interface Props {
  readonly line: number;
  readonly cited?: readonly number[];
  readonly children?: string;
}

/** A line number, or a figure printed on that line, that leads there. */
export const LineLink = ({ line, cited, children }: Props) => {
  const jump = useContext(Context);
  return (
    <button
      type="button"
      className={styles['lineLink']}
      aria-label={
        children === undefined
          ? DIAGNOSE.gutter.jump(line)
          : `${children}: ${DIAGNOSE.gutter.jump(line)}`
      }
      onClick={() => {
        jump(line, cited ?? [line]);
      }}
    >
      {children ?? line}
    </button>
  );
};
