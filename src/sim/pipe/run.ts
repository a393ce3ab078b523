/** Runs calls: stage after stage until one sleeps or ends. */
import type { Kernel } from '../kernel/types';
import { CLOSE_STAGES, dropFile, fileEnd } from './close';
import { isSignalled, markProcess, newCall, staysAsleep } from './call';
import type { NewCall, Next, Stage } from './call';
import { EXEC_STAGES } from './exec';
import { READ_STAGES } from './read';
import { CHANNELS, C_CLOSE, C_EXEC, C_READ, C_WRITE } from './state';
import { WRITE_STAGES } from './write';

const STAGES: Readonly<Record<number, Readonly<Record<number, Stage>>>> = {
  [C_WRITE]: WRITE_STAGES,
  [C_READ]: READ_STAGES,
  [C_CLOSE]: CLOSE_STAGES,
  [C_EXEC]: EXEC_STAGES,
};

/** Begins a call. What reads or writes holds the file of its end until it ends. */
export const begin = (k: Kernel, n: NewCall, chain: number): number => {
  const c = newCall(k, n, chain);
  if (isTransfer(k, c)) k.pipe.pipe.refs.add(fileEnd(k, c), 1);
  return c;
};

const isTransfer = (k: Kernel, c: number): boolean => {
  const kind = k.pipe.call.kind.get(c);
  return kind === C_WRITE || kind === C_READ;
};

const stage = (k: Kernel, c: number, broken: boolean): Next => {
  const { call } = k.pipe;
  const run = STAGES[call.kind.get(c)]?.[call.stage.get(c)];
  if (run === undefined) throw new Error(`call ${c} has no stage ${call.stage.get(c)}`);
  return run(k, c, broken);
};

/** Whether a sleep just entered is over at once, because a signal waits already. */
const endsAtOnce = (k: Kernel, c: number): boolean =>
  k.pipe.call.catches.get(c) === 1 && isSignalled(k, c);

const showChannel = (k: Kernel, c: number): void => {
  const on = CHANNELS[k.pipe.call.on.get(c)];
  if (on !== undefined && on !== '') k.wait.on = on;
};

/** Takes the call out of its sleep. True where a signal is why. */
const rise = (k: Kernel, c: number): boolean => {
  const { call, pipe } = k.pipe;
  const isPipe = call.on.get(c) !== 0;
  const woken = isPipe && pipe.wakeups.get(call.pipe.get(c)) !== call.seen.get(c);
  const broken = isPipe && !woken && endsAtOnce(k, c);
  call.on.set(c, 0);
  call.catches.set(c, 0);
  return broken;
};

/**
 * Runs a call on.
 * @returns true when it has ended; false when it sleeps, and `wait.on` says on what
 */
export const runCall = (k: Kernel, c: number): boolean => {
  const { call } = k.pipe;
  if (call.over.get(c) === 1) return true;
  if (staysAsleep(k, c)) {
    showChannel(k, c);
    return false;
  }
  k.wait.on = '';
  let broken = rise(k, c);
  for (;;) {
    const came = stage(k, c, broken);
    broken = false;
    if (came === 'memory') return false;
    if (came === 'sleep' && !endsAtOnce(k, c)) break;
    if (came === 'sleep') broken = rise(k, c);
    if (came === 'done' && !(isTransfer(k, c) && dropFile(k, c))) {
      call.over.set(c, 1);
      markProcess(k, c);
      return true;
    }
  }
  markProcess(k, c);
  showChannel(k, c);
  return false;
};
