/**
 * find(1) over a tree of files, a backup of it, and a server that keeps some of it open: vnodes, names,
 * inodes, and the file cache.
 */
import type { Script } from '../scenarios/director';
import { about, chance, freeName, workload } from './workload';
import type { Load } from './workload';

/** Files that are looked at with one command, more or less. */
const GROUP = 1024;
/** Seconds between two walks. */
const PAUSE = 60;

type Levers = 'files' | 'perdir' | 'pages' | 'read' | 'open';

/** Puts the tree on the disk; the names of its groups. */
const plant = function* ({ d, set, random }: Load<Levers>): Script<readonly string[]> {
  const name = freeName(d, 'files');
  const groups: string[] = [];
  for (let at = 0; at < set.files;) {
    const as = at === 0 ? name : `${name} from ${at}`;
    const count = Math.min(set.files - at, about(random, GROUP));
    yield { do: 'file_create', as, count, perdir: set.perdir, pages: set.pages };
    groups.push(as);
    at += count;
  }
  return groups;
};

const script = function* (load: Load<Levers>): Script {
  const { set, random } = load;
  const groups = yield* plant(load);
  const open = new Set<string>();
  for (;;) {
    for (const file of groups) {
      yield { do: 'file_readdir', file };
      yield { do: 'file_stat', file };
      if (set.pages > 0 && chance(random, set.read)) yield { do: 'file_read', file };
      if (!open.has(file) && chance(random, set.open)) {
        yield { do: 'file_open', file };
        open.add(file);
      }
      yield { do: 'wait', seconds: 1 };
    }
    yield { do: 'wait', seconds: PAUSE };
  }
};

export const FIND = workload({
  id: 'find',
  title: 'find and backup',
  what: 'A tree of files is walked again and again; some are read, some stay open.',
  levers: {
    files: { label: 'files', unit: 'files', min: 1, max: 200_000, usual: 20_000 },
    perdir: { label: 'in a directory', unit: 'files', min: 1, max: 1000, usual: 16 },
    pages: { label: 'length of a file', unit: 'pages', min: 0, max: 1024, usual: 4 },
    read: { label: 'of the files are read', unit: '%', min: 0, max: 100, usual: 0 },
    open: { label: 'of the files stay open', unit: '%', min: 0, max: 100, usual: 0 },
  },
  script,
});
