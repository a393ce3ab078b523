/** What the commands of the machine as a whole do. */
import { formatCount } from '../../../base/format';
import {
  ALGORITHM,
  DEFER_SWAP,
  DISABLE_SWAP,
  IDLE_THRESHOLD1,
  IDLE_THRESHOLD2,
  MAX_LAUNDER,
  SWAP_ENABLED,
  SWAP_IDLE_ENABLED,
} from '../../pageout/state';
import { swapOff, swapOn } from '../../swap/device';
import { DEVICES } from '../../swap/state';
import { done, wrong } from '../done';
import type { Done, Runners } from '../done';
import type { Sim } from '../sim';
import { beginWait } from '../time';
import type { SysctlName, SystemCommand } from './system-commands';

const KNOBS: Readonly<Record<SysctlName, number>> = {
  'vm.max_launder': MAX_LAUNDER,
  'vm.pageout_algorithm': ALGORITHM,
  'vm.defer_swapspace_pageouts': DEFER_SWAP,
  'vm.disable_swapspace_pageouts': DISABLE_SWAP,
  'vm.swap_enabled': SWAP_ENABLED,
  'vm.swap_idle_enabled': SWAP_IDLE_ENABLED,
  'vm.swap_idle_threshold1': IDLE_THRESHOLD1,
  'vm.swap_idle_threshold2': IDLE_THRESHOLD2,
};

/** Work that passing time counts as: looks at ages and hash tables. */
const WORK_OF_TIME = 100;

type Of<V extends SystemCommand['do']> = Extract<SystemCommand, { do: V }>;

const runSwapon = (s: Sim, c: Of<'swapon'>): Done => {
  const words = `swapon(${formatCount(c.pages)} pages)`;
  s.work += 1;
  if (swapOn(s.kernel, c.pages)) return done(words);
  return { outcome: 'asleep', words: `${words} sleeps on ${s.kernel.wait.on}`, left: 1 };
};

const runSwapoff = (s: Sim, c: Of<'swapoff'>): Done => {
  const k = s.kernel;
  const d = c.device ?? 0;
  if (d >= k.swap.cell.get(DEVICES)) return wrong(`there is no swap device ${d}`);
  const before = k.swap.device.used.get(d);
  const pages = formatCount(k.swap.device.nblks.get(d));
  const came = swapOff(k, d);
  const left = came === 'done' ? 0 : k.swap.device.used.get(d);
  s.work += before - left + 1;
  const words = `swapoff(device ${d}, ${pages} pages)`;
  if (came === 'done') return done(`${words}: ${formatCount(before)} pages brought back`);
  if (came === 'full') return { outcome: 'refused', words: `${words}: ENOMEM` };
  return { outcome: 'asleep', words: `${words} sleeps on ${k.wait.on}, ${left} left`, left };
};

const runLowmem = (s: Sim): Done => {
  for (const handler of s.kernel.lowmem) handler();
  s.work += 1;
  return done(`vm_lowmem: handlers called: ${s.kernel.lowmem.length}`);
};

/** One runner a verb. */
export const SYSTEM_RUNNERS: Runners<SystemCommand> = {
  wait: (s, c) => {
    beginWait(s.kernel, c.seconds);
    s.work += WORK_OF_TIME;
    return done(`${formatCount(c.seconds)} s pass`);
  },
  swapon: runSwapon,
  swapoff: runSwapoff,
  sysctl: (s, c) => {
    s.kernel.pageout.cell.set(KNOBS[c.name], c.value);
    s.work += 1;
    return done(`sysctl ${c.name}=${c.value}`);
  },
  vm_lowmem: runLowmem,
};
