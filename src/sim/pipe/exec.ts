/**
 * Arguments of execve(2) on their way from the old memory to the new, in a slot of exec_map.
 * FreeBSD 6.2 sys/kern/kern_exec.c exec_copyin_args(), exec_new_vmspace(), exec_copyout_strings(),
 * exec_free_args(). The slot is pageable, as a pipe's buffer is. Left out: the file, its first page,
 * its segments. A slot is 65.25 pages, so 66; vm_ksubmap_init() sizes the map for 16 of 67.
 */
import { M_EXEC, mapOf } from '../kernel/types';
import type { Kernel } from '../kernel/types';
import { mappedRuns, mmap, munmap, spaceOf } from '../proc/proc';
import { accessPage } from '../vm/fault';
import { kmemAllocWait, kmemFreeWakeup } from '../vm-map/kmem';
import { vmMapMayDelete } from '../vm-map/vm-map';
import { fail, goTo, isGone, sleepOn } from './call';
import type { CallError, Next, Stage } from './call';
import { touchBuffer } from './space';

const PAGE = 4096;
/** `PATH_MAX`, `ARG_MAX`, `MAXSHELLCMDLEN`. */
const PATH_MAX = 1024;
export const ARG_MAX = 262_144;
const MAXSHELLCMDLEN = 4096;
/** Bytes of one slot of exec_map. */
export const EXEC_SLOT = PATH_MAX + ARG_MAX + MAXSHELLCMDLEN;

/** Stages. */
export const X_ALLOC = 1;
const X_COPYIN = 2;
export const X_DROP = 3;
const X_COPYOUT = 4;
const X_FREE = 5;

const alloc: Stage = (k, c) => {
  const at = kmemAllocWait(k.kmem, mapOf(k, M_EXEC), EXEC_SLOT);
  if (at !== 0) {
    k.pipe.call.base.set(c, at);
    return goTo(k, c, X_COPYIN);
  }
  if (k.wait.on === 'vmmaps') return sleepOn(k, c, { on: 'vmmaps', catches: false });
  if (k.wait.on !== '') return 'memory';
  fail(k, c, 'ENOMEM');
  return 'done';
};

/** Gives the slot back. False = asleep for map entries: slots that nobody has touched share one. */
const giveSlot = (k: Kernel, c: number): boolean => {
  const { base } = k.pipe.call;
  const [map, at] = [mapOf(k, M_EXEC), base.get(c)];
  if (at === 0) return true;
  if (!vmMapMayDelete(k.kmem.maps, map, at, at + Math.ceil(EXEC_SLOT / PAGE))) return false;
  kmemFreeWakeup(k.kmem, map, at, EXEC_SLOT);
  base.set(c, 0);
  return true;
};

const abort = (k: Kernel, c: number, error: CallError): Next => {
  if (!giveSlot(k, c)) return 'memory';
  fail(k, c, error);
  return 'done';
};

/** The file's name goes behind the room for arguments, and first. */
const copyIn: Stage = (k, c) => {
  const { call } = k.pipe;
  const at = call.base.get(c);
  const bytes = call.total.get(c);
  if (!touchBuffer(k, at, [ARG_MAX, ARG_MAX + 1], true)) return 'memory';
  if (!touchBuffer(k, at, [0, Math.min(bytes, ARG_MAX)], true)) return 'memory';
  if (bytes > ARG_MAX) return abort(k, c, 'E2BIG');
  return call.straight.get(c) === 1 ? goTo(k, c, X_DROP) : 'done';
};

/** The old memory goes, and a stack for the arguments comes. */
const drop: Stage = (k, c) => {
  const { call } = k.pipe;
  if (isGone(k, c)) return goTo(k, c, X_FREE);
  const p = call.proc.get(c);
  // Whole entries go, so nothing is cut, and none of this sleeps.
  for (const { at, pages } of mappedRuns(k, p)) munmap(k, p, at, pages);
  const stack = mmap(k, p, Math.max(Math.ceil(call.total.get(c) / PAGE), 1));
  if (stack === 0 && k.wait.on !== '') return 'memory';
  call.offset.set(c, stack);
  return goTo(k, c, stack === 0 ? X_FREE : X_COPYOUT);
};

const copyOut: Stage = (k, c) => {
  const { call } = k.pipe;
  if (isGone(k, c)) return goTo(k, c, X_FREE);
  const bytes = call.total.get(c);
  if (!touchBuffer(k, call.base.get(c), [0, bytes], false)) return 'memory';
  const space = spaceOf(k, call.proc.get(c));
  for (let i = 0; i * PAGE < bytes; i += 1)
    if (accessPage(k, space, call.offset.get(c) + i, true) === 'asleep') return 'memory';
  return goTo(k, c, X_FREE);
};

const free: Stage = (k, c) => {
  return giveSlot(k, c) ? 'done' : 'memory';
};

/** By stage. */
export const EXEC_STAGES: Readonly<Record<number, Stage>> = {
  [X_ALLOC]: alloc,
  [X_COPYIN]: copyIn,
  [X_DROP]: drop,
  [X_COPYOUT]: copyOut,
  [X_FREE]: free,
};
