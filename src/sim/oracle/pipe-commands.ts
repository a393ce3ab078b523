/** Random commands of pipes and exec. */
import fc from 'fast-check';
import { STYLES } from '../pipe/state';
import { FLAG, NTH, some, whole, word } from './weighted';
import type { Part } from './weighted';

const PIPE = word('pipe', 'tube');
const PROCESS = word('shell', 'daemon');
const transfer = {
  pipe: PIPE,
  nth: NTH,
  bytes: fc.oneof(whole(1, 600), whole(1, 70_000)),
  process: PROCESS,
  from: whole(0, 20),
  unaligned: FLAG,
  nonblock: FLAG,
  reverse: FLAG,
};
const END = word('read', 'write');

/** Pipes. */
export const PIPES: Part = [
  some(2, 'pipe_open', { as: PIPE, count: whole(1, 4) }),
  some(4, 'pipe_write', transfer, ['pipe', 'bytes']),
  some(4, 'pipe_read', transfer, ['pipe', 'bytes']),
  some(1, 'pipe_close', { pipe: PIPE, nth: NTH, end: END }, ['pipe', 'nth']),
  some(1, 'pipe_signal', { pipe: PIPE, nth: NTH, end: END }, ['pipe']),
  some(1, 'pipe_tune', { borrow: word(...STYLES), resize: FLAG }, []),
  some(1, 'execve', { process: PROCESS, nth: NTH, bytes: whole(1, 200_000) }, ['process', 'bytes']),
  some(1, 'exec_begin', { process: PROCESS, nth: NTH, bytes: whole(1, 200_000) }),
  some(1, 'exec_end', { exec: fc.constant('execs'), nth: NTH }, ['exec']),
];
