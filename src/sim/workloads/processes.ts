/** Processes with a working set: some of them work each second, the others sleep in select(2). */
import type { Script } from '../scenarios/director';
import { below } from '../state/random';
import { freeName, heldIn, sleeps, workload } from './workload';
import type { Load } from './workload';

const script = function* (load: Load<'processes' | 'pages' | 'busy' | 'touches'>): Script {
  const { d, set, random } = load;
  const name = freeName(d, 'daemons');
  const text = Math.floor(set.pages / 4);
  const count = set.processes;
  yield { do: 'fork', as: name, count, text, data: set.pages - text, stack: 2 };
  yield { do: 'sleep', process: name, on: 'select' };
  while (heldIn(d, name) > 0) {
    const busy = Math.round((heldIn(d, name) * set.busy) / 100);
    for (let i = 0; i < busy && !sleeps(d, name); i += 1) {
      const nth = busy === count ? i : below(random, heldIn(d, name));
      if (nth >= heldIn(d, name)) break;
      yield { do: 'touch', process: name, nth, order: 'local', times: set.touches };
    }
    yield { do: 'wait', seconds: 1 };
  }
};

export const PROCESSES = workload({
  id: 'processes',
  title: 'Processes with a working set',
  what: 'Processes have their memory in RAM; each second some use it, the others sleep in select.',
  levers: {
    processes: { label: 'processes', unit: 'processes', min: 1, max: 100, usual: 12 },
    pages: { label: 'each has', unit: 'pages', min: 4, max: 4000, usual: 1000 },
    busy: { label: 'of them work', unit: '%', min: 0, max: 100, usual: 25 },
    touches: { label: 'accesses of each', unit: 'a second', min: 1, max: 20_000, usual: 1000 },
  },
  script,
});
