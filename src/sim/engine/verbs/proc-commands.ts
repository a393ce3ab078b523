/** Commands of processes: their types and fields. What they do is in `proc-run.ts`. */
import { FLAG, MILLION, NAME, NTH, TAKE, needed, number, optional, word } from '../fields';
import type { FieldTable, Nth, Take } from '../fields';

/** Sleeps that a command can put a process into, with the wait messages that ps(1) shows. */
export const SLEEPS = [
  'nanslp',
  'select',
  'sbwait',
  'kqread',
  'wait',
  'pause',
  'biord',
  'piperd',
] as const;
export type SleepWord = (typeof SLEEPS)[number];

export type ProcCommand =
  | ({ do: 'fork'; system?: boolean } & Take)
  | ({ do: 'exit'; process: string } & Nth)
  | ({ do: 'mmap'; process: string; pages: number } & Nth)
  | ({ do: 'touch'; process: string; pages?: number; write?: boolean; from?: number } & Nth)
  | ({ do: 'sleep'; process: string; on: SleepWord } & Nth)
  | ({ do: 'munmap'; process: string; pages: number } & Nth)
  | ({ do: 'wakeup' | 'phold' | 'prele' | 'kstack_touch'; process: string } & Nth);

const PROCESS = { process: needed(NAME), ...NTH };
const PAGES = number(1, 2 ** 20);

/** Their fields. */
export const PROC_FIELDS: FieldTable<ProcCommand['do']> = {
  fork: { ...TAKE, system: optional(FLAG) },
  exit: PROCESS,
  mmap: { ...PROCESS, pages: needed(PAGES) },
  touch: {
    ...PROCESS,
    pages: optional(PAGES),
    write: optional(FLAG),
    from: optional(number(0, MILLION)),
  },
  sleep: { ...PROCESS, on: needed(word(...SLEEPS)) },
  munmap: { ...PROCESS, pages: needed(PAGES) },
  wakeup: PROCESS,
  phold: PROCESS,
  prele: PROCESS,
  kstack_touch: PROCESS,
};
