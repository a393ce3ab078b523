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
import { swapOn } from '../../swap/space';
import { passTime } from '../daemons';
import { done } from '../done';
import type { Runners } from '../done';
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

/** One runner a verb. */
export const SYSTEM_RUNNERS: Runners<SystemCommand> = {
  wait: (s, c) => {
    passTime(s, c.seconds);
    s.work += WORK_OF_TIME;
    return done(`${formatCount(c.seconds)} s pass`);
  },
  swapon: (s, c) => {
    swapOn(s.kernel, c.pages);
    s.work += 1;
    return done(`swapon: ${formatCount(c.pages)} pages`);
  },
  sysctl: (s, c) => {
    s.kernel.pageout.cell.set(KNOBS[c.name], c.value);
    s.work += 1;
    return done(`sysctl ${c.name}=${c.value}`);
  },
};
