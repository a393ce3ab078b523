/** Commands of pipes and exec: their types and fields. What they do is in `pipe-run.ts`, `exec-run.ts`. */
import { STYLES } from '../../pipe/state';
import type { BorrowStyle } from '../../pipe/state';
import { FLAG, MILLION, NAME, NTH, TAKE, needed, number, optional, word } from '../fields';
import type { FieldTable, Nth, Take } from '../fields';

/** The ends of a pipe. */
const ENDS = ['read', 'write'] as const;
export type PipeEnd = (typeof ENDS)[number];

/** read(2) or write(2) on pipes. */
export interface Transfer extends Nth {
  readonly pipe: string;
  readonly bytes: number;
  /** whose memory the bytes come from or go to, and from which of its pages on */
  readonly process?: string;
  readonly from?: number;
  readonly unaligned?: boolean;
  readonly nonblock?: boolean;
  /** against the usual direction: written at the reading end */
  readonly reverse?: boolean;
}

export type PipeCommand =
  | ({ do: 'pipe_open' } & Take)
  | ({ do: 'pipe_write' } & Transfer)
  | ({ do: 'pipe_read' } & Transfer)
  | ({ do: 'pipe_close'; pipe: string; end?: PipeEnd } & Nth)
  | ({ do: 'pipe_signal'; pipe: string; end?: PipeEnd } & Nth)
  | { do: 'pipe_tune'; borrow?: BorrowStyle; resize?: boolean }
  | ({ do: 'execve'; process: string; bytes: number } & Nth)
  | ({ do: 'exec_begin'; process: string; bytes: number; as?: string } & Nth)
  | ({ do: 'exec_end'; exec: string } & Nth);

/** Bytes of one read or write, and of arguments. */
const BYTES = number(1, 16 * 2 ** 20);
const TRANSFER = {
  pipe: needed(NAME),
  ...NTH,
  bytes: needed(BYTES),
  process: optional(NAME),
  from: optional(number(0, MILLION)),
  unaligned: optional(FLAG),
  nonblock: optional(FLAG),
  reverse: optional(FLAG),
};
const END = { pipe: needed(NAME), ...NTH, end: optional(word(...ENDS)) };
const EXEC = { process: needed(NAME), ...NTH, bytes: needed(BYTES) };

/** Their fields. */
export const PIPE_FIELDS: FieldTable<PipeCommand['do']> = {
  pipe_open: TAKE,
  pipe_write: TRANSFER,
  pipe_read: TRANSFER,
  pipe_close: END,
  pipe_signal: END,
  pipe_tune: { borrow: optional(word(...STYLES)), resize: optional(FLAG) },
  execve: EXEC,
  exec_begin: { ...EXEC, as: optional(NAME) },
  exec_end: { exec: needed(NAME), ...NTH },
};
