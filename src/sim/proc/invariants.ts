/** What must hold of processes and their stacks after every command. */
import { payloadOf } from '../kernel/item-hooks';
import type { Kernel } from '../kernel/types';
import { lookupPage } from '../phys/object-pages';
import { STACK_PAGES, isStackIn } from './kstack';
import { PROCS, P_NONE, P_OUT } from './state';

/** The stack of one process: wired at its place, or nowhere the kernel could see it. */
const stackFaults = (k: Kernel, p: number): string[] => {
  const { thread, flags, pid } = k.proc.proc;
  const object = payloadOf(k, thread.get(p));
  const isOut = (flags.get(p) & P_OUT) !== 0;
  const faults: string[] = [];
  if (isStackIn(k, object) === isOut)
    faults.push(`pid ${pid.get(p)}: its stack is where it is not`);
  for (let i = 0; i < STACK_PAGES; i += 1) {
    const f = lookupPage(k.phys, object, i);
    const isWired = f !== 0 && k.phys.frame.wire.get(f) === 1;
    if (isWired === isOut) faults.push(`pid ${pid.get(p)}: stack page ${i} is wired wrongly`);
  }
  return faults;
};

/** Processes: every item is there, the stack is in or out as it says, the directory is wired. */
export const procFaults = (k: Kernel): string[] => {
  const { state, procItem, thread, ksegrp, vmspace, pid } = k.proc.proc;
  const faults: string[] = [];
  for (let p = 1; p < k.proc.cell.get(PROCS); p += 1) {
    if (state.get(p) === P_NONE) continue;
    if ([procItem, thread, ksegrp, vmspace].some((column) => column.get(p) === 0))
      faults.push(`pid ${pid.get(p)} lacks an item`);
    faults.push(...stackFaults(k, p));
    const at = payloadOf(k, vmspace.get(p)) - k.kmem.base;
    if (k.frameAt.get(at) !== k.vm.pmap.directory.get(p))
      faults.push(`pid ${pid.get(p)}: its page directory is not where its VMSPACE says`);
  }
  return faults;
};
