/** Many pipes with somebody at each end. */
import type { Command } from '../engine/commands';
import type { Director, Script } from '../scenarios/director';
import { below } from '../state/random';
import { chance, freeName, heldIn, workload } from './workload';
import type { Load } from './workload';

/** `BIG_PIPE_SIZE`: no pipe holds more. */
const MOST = 65_536;
/** Looks at a pipe between two seconds. */
const A_SECOND = 16;

type Levers = 'pipes' | 'bytes' | 'read' | 'close';

/** The last write to a pipe; null where it has been read. */
type Written = Command | null;

const isAsleep = (d: Director, c: Command): boolean => d.sim.sleepers.some((s) => s.command === c);

/** Reads what is there, as long as the writer has more. */
const drain = function* (d: Director, read: Command, written: Command): Script {
  yield read;
  while (isAsleep(d, written)) yield read;
};

const script = function* ({ d, set, random }: Load<Levers>): Script {
  const pipe = freeName(d, 'pipes');
  const last: Written[] = [];
  for (let n = 1; ; n += 1) {
    if (last.length < set.pipes) {
      yield { do: 'pipe_open', as: pipe };
      if (heldIn(d, pipe) > last.length) last.push(null);
    }
    const nth = below(random, last.length);
    const written = last[nth];
    if (written === null) {
      const write: Command = { do: 'pipe_write', pipe, nth, bytes: 1 + below(random, set.bytes) };
      yield write;
      last[nth] = write;
    } else if (written !== undefined && chance(random, set.read)) {
      const read: Command = { do: 'pipe_read', pipe, nth, bytes: MOST, nonblock: true };
      yield* drain(d, read, written);
      last[nth] = null;
      if (chance(random, set.close)) {
        yield { do: 'pipe_close', pipe, nth };
        last.splice(nth, 1);
      }
    }
    if (n % A_SECOND === 0) yield { do: 'wait', seconds: 1 };
  }
};

export const PIPES = workload({
  id: 'pipes',
  title: 'Many pipes',
  what: 'Pipes are opened, written, read and closed, up to as many as are wanted.',
  levers: {
    pipes: { label: 'pipes', unit: 'pipes', min: 1, max: 2000, usual: 200 },
    bytes: { label: 'largest write', unit: 'B', min: 1, max: MOST, usual: 16_384 },
    read: { label: 'of what was written is read', unit: '%', min: 0, max: 100, usual: 50 },
    close: { label: 'of the pipes read are closed', unit: '%', min: 0, max: 100, usual: 5 },
  },
  script,
});
