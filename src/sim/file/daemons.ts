/**
 * The kernel threads of files and the buffer cache: bufdaemon, vnlru, syncer.
 * They run after a command that asked for them, and when time passes.
 */
import { bufDaemon } from '../buf/daemon';
import { BD_REQUEST, NUMDIRTY, WRITES } from '../buf/state';
import { formatCount } from '../../base/format';
import { UPTIME } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { NUMVNODES, OWED, SEEN_UPTIME, SYNCER_SLOTS, VNLRU_SIG } from './state';
import { syncerTick } from './syncer';
import { vnlru } from './vnlru';
import { settleOwed } from './vnode';

/** The syncer goes round in 32 s and writes the whole file system every 31 s: together, this. */
const FULL_TURN = 31 * SYNCER_SLOTS;
/** Seconds after which the syncer has been round twice and has nothing left to write. */
const SETTLED = 2 * SYNCER_SLOTS;

const plural = (n: number, word: string): string =>
  `${formatCount(n)} ${word}${n === 1 ? '' : 's'}`;

const runBufDaemon = (k: Kernel): string[] => {
  const wrote = bufDaemon(k);
  if (wrote === 0) return [];
  return [
    `bufdaemon writes ${plural(wrote, 'buffer')}, ${formatCount(k.buf.cell.get(NUMDIRTY))} dirty left`,
  ];
};

const runVnlru = (k: Kernel): string[] => {
  const taken = vnlru(k);
  if (taken === 0) return [];
  return [
    `vnlru takes back ${plural(taken, 'vnode')}, ${formatCount(k.file.cell.get(NUMVNODES))} left`,
  ];
};

/** A step of the syncer a second. Whole turns in which nothing can change are left out. */
const runSyncer = (k: Kernel, seconds: number): string[] => {
  const before = k.buf.cell.get(WRITES);
  const idle = Math.max(Math.floor((seconds - SETTLED) / FULL_TURN), 0) * FULL_TURN;
  for (let i = 0; i < seconds - idle; i += 1) syncerTick(k);
  const wrote = k.buf.cell.get(WRITES) - before;
  return wrote === 0 ? [] : [`syncer writes ${plural(wrote, 'buffer')}`];
};

/**
 * Lets those run that were asked for, and all of them where time has passed since they ran last.
 * @returns what each of them did, in words; none where nothing was to do
 */
export const runFileDaemons = (k: Kernel): string[] => {
  const { cell } = k.file;
  const now = k.cell.get(UPTIME);
  const passed = now - cell.get(SEEN_UPTIME);
  cell.set(SEEN_UPTIME, now);
  if (cell.get(OWED) > 0) settleOwed(k);
  return [
    ...(passed > 0 ? runSyncer(k, passed) : []),
    ...(passed > 0 || k.buf.cell.get(BD_REQUEST) === 1 ? runBufDaemon(k) : []),
    ...(passed > 0 || cell.get(VNLRU_SIG) === 1 ? runVnlru(k) : []),
  ];
};
