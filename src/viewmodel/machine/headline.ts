/** One sentence that says what is seen: how big kmem_map is, and which rule made it so. */
import { formatRam, formatSize } from '../../base/format';
import type { BootLayout } from '../../sim';

/**
 * @param layout the machine on screen
 * @param other the machine to compare with; null where it is the same
 */
export const machineHeadline = (layout: BootLayout, other: BootLayout | null): string => {
  const { machine } = layout;
  const kmem = layout.sysctl['vm.kmem_size']?.value ?? 0;
  const before = other?.sysctl['vm.kmem_size']?.value;
  const system = `FreeBSD ${machine.release} on ${machine.arch} with ${formatRam(machine.ram)} of RAM`;
  const result = `${system} gives kmem_map ${formatSize(kmem)}`;
  if (before === undefined) return `${result}.`;
  if (before === kmem) return `${result}, as the thread’s router has.`;
  return `${result}, where the thread’s router has ${formatSize(before)}.`;
};
