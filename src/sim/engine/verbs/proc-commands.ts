/** Commands of processes: their types and fields. What they do is in `proc-run.ts`. */
import { SLEEPS } from '../../proc/wmesg';
import type { SleepWord } from '../../proc/wmesg';
import { FLAG, MILLION, NAME, NTH, TAKE, needed, number, optional, word } from '../fields';
import type { FieldTable, Nth, Take } from '../fields';

/** In which order pages are touched: one after the other, any, or four of five times a fifth of them. */
export const ORDERS = ['forward', 'random', 'local'] as const;
export type Order = (typeof ORDERS)[number];

/** fork(2), and what execve(2) and the run-time system would map and touch at once. */
export type ForkCommand = {
  do: 'fork';
  system?: boolean;
  realtime?: boolean;
  nice?: number;
  threads?: number;
  rss?: number;
  text?: number;
  data?: number;
  stack?: number;
} & Take;

export type TouchCommand = {
  do: 'touch';
  process: string;
  pages?: number;
  from?: number;
  write?: boolean;
  every?: number;
  order?: Order;
  times?: number;
} & Nth;

type Many = { readonly process: string } & Nth;

export type ProcCommand =
  | ForkCommand
  | TouchCommand
  | ({ do: 'mmap'; pages: number } & Many)
  | ({ do: 'munmap'; pages: number; from?: number } & Many)
  | ({ do: 'sleep'; on: SleepWord; thread?: number } & Many)
  | ({ do: 'wakeup'; thread?: number } & Many)
  | ({ do: 'exit' } & Many)
  | ({ do: 'phold' } & Many)
  | ({ do: 'sigstop' | 'sigcont' | 'prele' | 'kstack_touch' } & Many);

const PROCESS = { process: needed(NAME), ...NTH };
const PAGES = number(1, 2 ** 20);
/** Of a working set; the address space has no room for more. */
const PART = optional(number(0, 100_000));
const THREAD = { thread: optional(number(0, 63)) };
const FROM = { from: optional(number(0, MILLION)) };

/** Their fields. */
export const PROC_FIELDS: FieldTable<ProcCommand['do']> = {
  fork: {
    ...TAKE,
    system: optional(FLAG),
    realtime: optional(FLAG),
    nice: optional(number(-20, 20)),
    threads: optional(number(1, 64)),
    rss: optional(PAGES),
    text: PART,
    data: PART,
    stack: PART,
  },
  exit: PROCESS,
  mmap: { ...PROCESS, pages: needed(PAGES) },
  munmap: { ...PROCESS, pages: needed(PAGES), ...FROM },
  touch: {
    ...PROCESS,
    pages: optional(PAGES),
    ...FROM,
    write: optional(FLAG),
    every: optional(number(1, MILLION)),
    order: optional(word(...ORDERS)),
    times: optional(number(1, MILLION)),
  },
  sleep: { ...PROCESS, on: needed(word(...SLEEPS)), ...THREAD },
  wakeup: { ...PROCESS, ...THREAD },
  sigstop: PROCESS,
  sigcont: PROCESS,
  phold: PROCESS,
  prele: PROCESS,
  kstack_touch: PROCESS,
};
