/** A process that takes more and more memory, and then uses all of it. */
import type { Command } from '../engine/commands';
import type { Script } from '../scenarios/director';
import { about, freeName, heldIn, sleeps, workload } from './workload';
import type { Load } from './workload';

const script = function* ({ d, set, random }: Load<'pages' | 'rate' | 'swap'>): Script {
  const name = freeName(d, 'hog');
  // A device keeps two of its pages; less than 16 is none.
  if (set.swap >= 16) yield { do: 'swapon', pages: set.swap };
  yield { do: 'fork', as: name };
  yield { do: 'mmap', process: name, pages: set.pages };
  for (let at = 0; heldIn(d, name) > 0;) {
    // It makes one access after the other: while it sleeps in one, time passes.
    if (!sleeps(d, name)) {
      const pages = Math.min(about(random, set.rate), set.pages - at);
      const again: Command = { do: 'touch', process: name, order: 'local', times: set.rate };
      yield pages > 0 ? { do: 'touch', process: name, from: at, pages } : again;
      at += pages;
    }
    yield { do: 'wait', seconds: 1 };
  }
};

export const HOG = workload({
  id: 'hog',
  title: 'Memory hog',
  what: 'A process writes to more and more pages, and then to all of them again, until it is killed.',
  levers: {
    pages: { label: 'it wants', unit: 'pages', min: 1, max: 700_000, usual: 80_000 },
    rate: { label: 'it takes', unit: 'pages a second', min: 1, max: 100_000, usual: 4000 },
    swap: { label: 'swap space added', unit: 'pages', min: 0, max: 500_000, usual: 16_384 },
  },
  script,
});
