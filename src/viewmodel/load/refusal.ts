/** Why a paste cannot be loaded: known before anything of the simulator is fetched. */
import type { Explanation } from '../explain/types';

/** The first reason against loading; null where there is none. */
export const refusalOf = (e: Explanation): string | null => {
  const { rules } = e;
  if (e.zones.length === 0 || rules === null)
    return 'There is no vmstat -z table to load. Add the whole output of vmstat -z.';
  if (rules.era !== '6.x' || rules.arch !== 'i386')
    return `The simulator runs 6.2 on i386. These rows are of ${rules.era} on ${rules.arch}: they can be explained, not run.`;
  if (rules.cpus > 1)
    return `The simulator runs one CPU. This machine has ${String(rules.cpus)}: its rows can be explained, not run.`;
  if (e.ledger === null)
    return `These rows do not make a whole machine. ${e.limits[0] ?? 'Add the whole output of vmstat -z.'}`;
  if (e.guess === null)
    return 'No machine of the model has the vm.kmem_size of this paste, or the paste does not tell it. Add: sysctl vm.kmem_size.';
  return null;
};
