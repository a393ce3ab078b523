/** What the commands of pipes do. */
import type { Kernel } from '../../kernel/types';
import { CL_START, fileEnd } from '../../pipe/close';
import { ASLEEP, openPair } from '../../pipe/pair';
import { R_START } from '../../pipe/read';
import { begin } from '../../pipe/run';
import {
  CALLS,
  C_CLOSE,
  C_EXEC,
  C_READ,
  C_WRITE,
  MESSAGES,
  NO_RESIZE,
  PIPE_CLOSING,
  STYLE,
  STYLES,
  has,
} from '../../pipe/state';
import { W_START } from '../../pipe/write';
import { mappedRuns } from '../../proc/proc';
import { done, hold, holdingFor, letGo, members, repeat, wrong } from '../done';
import type { Done, Runners, Step } from '../done';
import type { Sim } from '../sim';
import { runCalls, withConsole } from './calls';
import { EXEC_RUNNERS } from './exec-run';
import type { PipeCommand, PipeEnd, Transfer } from './pipe-commands';

type Of<V extends string> = Extract<PipeCommand, { do: V }>;

const several = (n: number): string => (n === 1 ? '' : ` × ${n}`);

const runOpen = (s: Sim, c: Of<'pipe_open'>, left: number | null): Done => {
  const h = holdingFor(s, 'pipe', c.as ?? 'pipes');
  if (typeof h === 'string') return wrong(h);
  const total = c.count ?? 1;
  const messages = s.kernel.pipe.cell.get(MESSAGES);
  const step = (): Step => {
    const pair = openPair(s.kernel);
    if (pair === ASLEEP) return 'asleep';
    if (pair < 0) return 'refused';
    hold(h, pair);
    return 'done';
  };
  const came = repeat(s, { total, left, step, words: `pipe()${several(total)}` });
  const words = came.words.replace('refused', 'ENOMEM');
  return { ...came, words: withConsole(s.kernel, messages, words) };
};

/** An end of a pair: 0 reads, 1 writes. */
const endOf = (pair: number, end: PipeEnd): number => pair * 2 + (end === 'read' ? 0 : 1);

/** Address of the `n`-th mapped page of a process; 0 where it has not so many. */
const nthPage = (k: Kernel, p: number, n: number): number => {
  let skip = n;
  for (const { at, pages } of mappedRuns(k, p)) {
    if (skip < pages) return at + skip;
    skip -= pages;
  }
  return 0;
};

/** An offset inside a page, for buffers that do not begin with one. */
const UNALIGNED = 512;

/** Begins a call for each pipe, the last one first, so that the chain is in their order. */
const beginTransfers = (s: Sim, c: Of<'pipe_write' | 'pipe_read'>): number | string => {
  const k = s.kernel;
  const pairs = members(s, 'pipe', c.pipe, c.nth);
  if (typeof pairs === 'string') return pairs;
  const procs = c.process === undefined ? [] : members(s, 'process', c.process);
  if (typeof procs === 'string') return procs;
  if (c.process !== undefined && procs.length === 0) return `${c.process} holds no process`;
  const isWrite = c.do === 'pipe_write';
  const file: PipeEnd = isWrite === (c.reverse ?? false) ? 'read' : 'write';
  const buffer: PipeEnd = (c.reverse ?? false) ? 'write' : 'read';
  const open = pairs.filter((pair) => !has(k.pipe, endOf(pair, file), PIPE_CLOSING));
  if (open.length === 0) return `the end of ${c.pipe} that this needs is closed`;
  return open.reduceRight((chain, pair, i) => {
    const proc = procs[i % procs.length] ?? 0;
    const call = {
      kind: isWrite ? C_WRITE : C_READ,
      pipe: endOf(pair, buffer),
      stage: isWrite ? W_START : R_START,
      ...numbers(c),
      proc,
      base: proc === 0 ? 0 : nthPage(k, proc, c.from ?? 0),
    };
    return begin(k, call, chain);
  }, 0);
};

const numbers = (c: Transfer) => ({
  bytes: c.bytes,
  offset: (c.unaligned ?? false) ? UNALIGNED : 0,
  nonblock: c.nonblock ?? false,
});

const runTransfer = (s: Sim, c: Of<'pipe_write' | 'pipe_read'>, left: number | null): Done => {
  const head = left ?? beginTransfers(s, c);
  if (typeof head === 'string') return wrong(head);
  const verb = c.do === 'pipe_write' ? 'write' : 'read';
  const name = c.nth === undefined ? c.pipe : `${c.pipe} ${c.nth}`;
  return runCalls(s, head, { words: `${verb}(${name}, ${c.bytes})`, hasBytes: true });
};

/** Begins a close of each end that is still open. */
const beginCloses = (s: Sim, c: Of<'pipe_close'>): number | string => {
  const pairs = members(s, 'pipe', c.pipe, c.nth);
  if (typeof pairs === 'string') return pairs;
  const ends: readonly PipeEnd[] = c.end === undefined ? ['read', 'write'] : [c.end];
  const all = pairs.flatMap((pair) => ends.map((end) => endOf(pair, end)));
  const { pipe } = s.kernel;
  const open = all.filter((end) => !has(pipe, end, PIPE_CLOSING));
  if (open.length === 0 && all.length > 0)
    return `the ${ends.join(' and ')} end of ${c.pipe} is closed`;
  const isClosing = (end: number): boolean => open.includes(end) || has(pipe, end, PIPE_CLOSING);
  for (const pair of pairs)
    if (isClosing(pair * 2) && isClosing(pair * 2 + 1)) letGo(s, c.pipe, pair);
  return open.reduceRight(
    (chain, end) => begin(s.kernel, { kind: C_CLOSE, pipe: end, stage: CL_START }, chain),
    0,
  );
};

const runClose = (s: Sim, c: Of<'pipe_close'>, left: number | null): Done => {
  const head = left ?? beginCloses(s, c);
  if (typeof head === 'string') return wrong(head);
  const end = c.end === undefined ? '' : `, ${c.end} end`;
  const name = c.nth === undefined ? c.pipe : `${c.pipe} ${c.nth}`;
  return runCalls(s, head, { words: `close(${name}${end})`, hasBytes: false });
};

/** Signals whoever is in a call through that end. The calls notice when they run on. */
const runSignal = (s: Sim, c: Of<'pipe_signal'>): Done => {
  const pairs = members(s, 'pipe', c.pipe, c.nth);
  if (typeof pairs === 'string') return wrong(pairs);
  const { call, cell } = s.kernel.pipe;
  const ends = new Set(pairs.map((pair) => endOf(pair, c.end ?? 'write')));
  let hit = 0;
  for (let n = 1; n < cell.get(CALLS); n += 1) {
    const isCall = call.kind.get(n) !== 0 && call.kind.get(n) !== C_EXEC && call.over.get(n) === 0;
    if (!isCall || !ends.has(fileEnd(s.kernel, n))) continue;
    call.signal.set(n, 1);
    hit += 1;
  }
  return done(`${hit} signalled at the ${c.end ?? 'write'} end of ${c.pipe}`);
};

const runTune = (s: Sim, c: Of<'pipe_tune'>): Done => {
  const { cell } = s.kernel.pipe;
  if (c.borrow !== undefined) cell.set(STYLE, STYLES.indexOf(c.borrow));
  if (c.resize !== undefined) cell.set(NO_RESIZE, c.resize ? 0 : 1);
  const style = STYLES[cell.get(STYLE)] ?? '';
  return done(`direct writes: ${style}; kern.ipc.piperesizeallowed=${1 - cell.get(NO_RESIZE)}`);
};

/** One runner a verb. */
export const PIPE_RUNNERS: Runners<PipeCommand> = {
  pipe_open: runOpen,
  pipe_write: runTransfer,
  pipe_read: runTransfer,
  pipe_close: runClose,
  pipe_signal: runSignal,
  pipe_tune: runTune,
  ...EXEC_RUNNERS,
};
