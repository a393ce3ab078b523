/** Commands that make several system calls at once, each of which may sleep by itself. */
import type { Kernel } from '../../kernel/types';
import { ERRORS, endCall } from '../../pipe/call';
import { runCall } from '../../pipe/run';
import { MESSAGES, TOUCHED } from '../../pipe/state';
import type { WaitChannel } from '../../state/wait';
import type { Done } from '../done';
import type { Sim } from '../sim';

/** The calls of a command, from its head on. */
export const callsOf = (k: Kernel, head: number): number[] => {
  const all: number[] = [];
  for (let c = head; c !== 0; c = k.pipe.call.chain.get(c)) all.push(c);
  return all;
};

/** Bytes that a call has moved. */
const moved = (k: Kernel, c: number): number => k.pipe.call.total.get(c) - k.pipe.call.resid.get(c);

/** How a call has failed; '' = not. What was moved before a signal, or before it would block, counts. */
export const errorOf = (k: Kernel, c: number): string => {
  const error = ERRORS[k.pipe.call.error.get(c)] ?? '';
  const isForgiven = (error === 'EINTR' || error === 'EAGAIN') && moved(k, c) > 0;
  return isForgiven ? '' : error;
};

/** What calls came to: bytes where they move any, and the errors with their numbers. */
const result = (k: Kernel, calls: readonly number[], hasBytes: boolean): string => {
  const failed = calls.map((c) => errorOf(k, c)).filter((e) => e !== '');
  if (calls.length === 1 && (hasBytes || failed.length === 1))
    return failed.length === 1 ? ` = -1 ${failed.join('')}` : ` = ${moved(k, calls[0] ?? 0)}`;
  const bytes = calls.reduce((sum, c) => sum + (errorOf(k, c) === '' ? moved(k, c) : 0), 0);
  const errors = [...new Set(failed)].map(
    (e) => `${e} ${failed.filter((f) => f === e).length} times`,
  );
  const parts = [...(hasBytes ? [`${bytes} bytes`] : []), ...errors];
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
};

/** Adds what the kernel wrote on the console since. */
export const withConsole = (k: Kernel, before: number, words: string): string =>
  k.pipe.cell.get(MESSAGES) === before
    ? words
    : `${words}; console: kern.ipc.maxpipekva exceeded; see tuning(7)`;

/** Waits for memory end when there is some; of several sleeps we name one that does not. */
const NEEDS_PAGES: ReadonlySet<WaitChannel> = new Set(['vmwait', 'pfault', 'zonelimit']);

/** How a command with calls is told. */
export interface Told {
  readonly words: string;
  /** whether the calls move bytes */
  readonly hasBytes: boolean;
  /** what becomes of the calls' records at the end; else they are forgotten */
  readonly keep?: (calls: readonly number[]) => void;
}

/** Runs a command's calls on, and ends the command when all have ended. */
export const runCalls = (s: Sim, head: number, { words, hasBytes, keep }: Told): Done => {
  const k = s.kernel;
  const calls = callsOf(k, head);
  const messages = k.pipe.cell.get(MESSAGES);
  const touched = k.pipe.cell.get(TOUCHED);
  let asleep = 0;
  let on: WaitChannel = '';
  for (const c of calls) {
    if (runCall(k, c)) continue;
    asleep += 1;
    if (on === '' || NEEDS_PAGES.has(on)) on = k.wait.on;
  }
  s.work += calls.length + k.pipe.cell.get(TOUCHED) - touched;
  if (asleep > 0) {
    k.wait.on = on;
    const done = `${calls.length - asleep} of ${calls.length} done`;
    const line = `${words} sleeps on ${on}, ${done}`;
    return { outcome: 'asleep', words: withConsole(k, messages, line), left: head };
  }
  const failed = calls.some((c) => errorOf(k, c) !== '');
  const line = withConsole(k, messages, words + result(k, calls, hasBytes));
  if (keep === undefined) for (const c of calls) endCall(k, c);
  else keep(calls);
  return { outcome: failed ? 'refused' : 'done', words: line };
};
