/** Commands of processes: their types and fields. What they do is in `proc-run.ts`. */
import { FLAG, MILLION, NAME, NTH, TAKE, needed, number, optional, word } from '../fields';
import type { FieldTable, Nth, Take } from '../fields';

/** Sleeps that a command can put a process into, with the wait messages that ps(1) shows. */
export const SLEEPS = ['nanslp', 'select', 'sbwait', 'wait', 'pause', 'biord'] as const;
export type SleepWord = (typeof SLEEPS)[number];

export type ProcCommand =
  | ({ do: 'fork' } & Take)
  | ({ do: 'exit'; process: string } & Nth)
  | ({ do: 'mmap'; process: string; pages: number } & Nth)
  | ({ do: 'touch'; process: string; pages?: number; write?: boolean; from?: number } & Nth)
  | ({ do: 'sleep'; process: string; on: SleepWord } & Nth)
  | ({ do: 'wakeup'; process: string } & Nth);

const PROCESS = { process: needed(NAME), ...NTH };
const PAGES = number(1, 2 ** 20);

/** Their fields. */
export const PROC_FIELDS: FieldTable<ProcCommand['do']> = {
  fork: TAKE,
  exit: PROCESS,
  mmap: { ...PROCESS, pages: needed(PAGES) },
  touch: {
    ...PROCESS,
    pages: optional(PAGES),
    write: optional(FLAG),
    from: optional(number(0, MILLION)),
  },
  sleep: { ...PROCESS, on: needed(word(...SLEEPS)) },
  wakeup: PROCESS,
};
