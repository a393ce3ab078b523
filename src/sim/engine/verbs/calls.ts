/** Commands that make several system calls at once, each of which may sleep by itself. */
import type { Kernel } from '../../kernel/types';
import { ERRORS, endCall } from '../../pipe/call';
import { runCall } from '../../pipe/run';
import { MESSAGES, PIPES, TOUCHED, WAKEUPS } from '../../pipe/state';
import type { WaitChannel } from '../../state/wait';
import { letGo, members } from '../done';
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

/** Takes pairs that both sides have closed, and nobody uses any more, out of their holdings. */
const dropClosed = (s: Sim): void => {
  const { item } = s.kernel.pipe.pair;
  for (const [name, h] of s.holdings) {
    if (h.kind !== 'pipe') continue;
    const all = members(s, 'pipe', name);
    if (typeof all === 'string') continue;
    for (const pair of all) if (item.get(pair) === 0) letGo(s, name, pair);
  }
};

/** How a command with calls is told. */
export interface Told {
  readonly words: string;
  /** whether the calls move bytes */
  readonly hasBytes: boolean;
  /** what becomes of the calls' records at the end; else they are forgotten */
  readonly keep?: (calls: readonly number[]) => void;
}

/** How far calls have come, as one number. */
const placeOf = ({ pipe: { call, pipe } }: Kernel, calls: readonly number[]): number =>
  calls.reduce(
    (sum, c) => {
      const parts = [call.stage.get(c), call.resid.get(c), pipe.npages.get(call.pipe.get(c))];
      return parts.reduce((h, n) => (Math.imul(h, 31) + n) | 0, sum);
    },
    calls.filter((c) => call.over.get(c) === 1).length,
  );

/**
 * Work of a run: pages touched and wakeups sent. Calls that come no further do none: what follows a
 * command ends when nobody works any more.
 */
const workSince = (k: Kernel, calls: readonly number[]): (() => number) => {
  const place = placeOf(k, calls);
  const touched = k.pipe.cell.get(TOUCHED);
  const wakeups = k.pipe.cell.get(WAKEUPS);
  return () => {
    const copied = placeOf(k, calls) === place ? 0 : 1 + k.pipe.cell.get(TOUCHED) - touched;
    return copied + k.pipe.cell.get(WAKEUPS) - wakeups;
  };
};

/** Runs a command's calls on, and ends the command when all have ended. */
export const runCalls = (s: Sim, head: number, { words, hasBytes, keep }: Told): Done => {
  const k = s.kernel;
  const calls = callsOf(k, head);
  const messages = k.pipe.cell.get(MESSAGES);
  const work = workSince(k, calls);
  const open = k.pipe.cell.get(PIPES);
  let asleep = 0;
  let on: WaitChannel = '';
  for (const c of calls) {
    if (runCall(k, c)) continue;
    asleep += 1;
    if (on === '' || NEEDS_PAGES.has(on)) on = k.wait.on;
  }
  if (k.pipe.cell.get(PIPES) < open) dropClosed(s);
  s.work += work();
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
