/** Scripts of the runs about memory that can leave RAM, or is lent. */
import { pipeStorm } from './pipe-storm';
import { pressure } from './pressure';
import type { ScenarioScript } from './scenario';
import { sleeper } from './sleeper';
import { STORIES } from './stories';
import { zeroCopy } from './zero-copy';

/** Swap space for everybody, and for next to nobody: in pages. */
const ENOUGH = 65_536;
const LITTLE = 4096;

/** By the name of the run. */
export const PAGING: Readonly<Record<string, ScenarioScript>> = {
  pressure_idle: { direct: pressure({ busy: 0, swap: ENOUGH }), moments: STORIES.pressure },
  pressure_busy: { direct: pressure({ busy: 100, swap: ENOUGH }), moments: STORIES.pressure },
  pressure_little_swap: {
    direct: pressure({ busy: 0, swap: LITTLE }),
    moments: STORIES.littleSwap,
  },
  swapped_sleeper: { direct: sleeper, moments: STORIES.sleeper },
  pipe_storm: { direct: pipeStorm('held'), moments: STORIES.pipes },
  pipe_storm_4x: { direct: pipeStorm('wired'), moments: STORIES.pipes },
  zero_copy: { direct: zeroCopy, moments: STORIES.zeroCopy },
};
