/** The pasted kernel as the Machine room's levers. */
import { bootLayout } from '../../sim';
import type { BootLayout } from '../../sim';
import { leversOf, machineCode, readMachine } from '../machine/machine-code';

const kmemOf = (layout: BootLayout): number | undefined => layout.sysctl['vm.kmem_size']?.value;

/**
 * Levers leave out where the kernel image ends; where that moves vm.kmem_size, the size itself
 * goes along as a setting.
 */
export const machineLink = (layout: BootLayout): string => {
  const levers = leversOf(layout.machine);
  const code = machineCode(levers);
  const again = bootLayout(readMachine(code).machine);
  const size = kmemOf(layout);
  if (size === undefined || (again.ok && kmemOf(again.value) === size)) return code;
  return machineCode({ ...levers, tunables: { ...levers.tunables, 'vm.kmem_size': size } });
};
