/**
 * Which modules share a file of the built page. A browser asks for six files at a time, and each answer
 * takes a journey there and back: what a first picture needs is therefore few files, parted by what has to
 * run first.
 *
 *     libraries   React, without anything of ours
 *     common      what a machine is, and the numbers of its boot: runs before React has come
 *     kernel      the machine that src/early.ts boots meanwhile
 *     ruler       what the opening and the Machine room draw
 *     room        the rest of the Machine room's first picture
 *     opening     the rest of the opening
 *     model       what else of the model rooms share, parted by who needs it
 */
import { dirname, join, posix, sep } from 'node:path';
import type { Rollup } from 'vite';

/** What the bundler tells of the graph when it parts it. */
interface Graph {
  getModuleInfo(id: string): Pick<Rollup.ModuleInfo, 'importedIds' | 'code'> | null;
}

/** A door passes on what others define: who takes one name from it does not need all of it. */
const isDoor = (id: string): boolean => /[\\/]index\.ts$/.test(id);

/** `import { a, b as c } from './x'` and `export { a } from './x'`: names taken, and from where. */
const TAKEN = /(?:import|export)\s*(?:(\*)[^'"]*?|\{([^}]*)\})\s*from\s*["']([^"']+)["']/g;

interface Taken {
  readonly file: string;
  /** null: everything */
  readonly names: readonly string[] | null;
}

/** Where a module is among those that it imports, by the words that it says. */
const resolved = (from: string, said: string, ids: readonly string[]): string | null => {
  const base = posix.join(dirname(from).split(sep).join('/'), said);
  const isIt = (id: string): boolean =>
    id === base || id === `${base}/index.ts` || id === `${base}.ts` || id === `${base}.tsx`;
  return ids.find(isIt) ?? null;
};

const takenBy = (id: string, graph: Graph): Taken[] => {
  const info = graph.getModuleInfo(id);
  return [...(info?.code ?? '').matchAll(TAKEN)].flatMap(([, all, list = '', said = '']) => {
    const file = resolved(id, said, info?.importedIds ?? []);
    if (file === null) return [];
    const names = list.split(',').map((one) => one.trim().split(/\s+as\s+/)[0] ?? '');
    return [{ file, names: all === undefined ? names.filter((name) => name !== '') : null }];
  });
};

/** What a module is built on: doors are looked through to the modules that define the names taken. */
const neededBy = (id: string, graph: Graph): string[] => {
  const ids = graph.getModuleInfo(id)?.importedIds ?? [];
  const plain = ids.filter((one) => !isDoor(one));
  const behind = takenBy(id, graph)
    .filter(({ file }) => isDoor(file))
    .flatMap(({ file, names }) =>
      takenBy(file, graph)
        .filter((own) => names === null || own.names?.some((name) => names.includes(name)) === true)
        .map((own) => own.file),
    );
  return [...plain, ...behind];
};

/** Everything that a module is built on, itself included; what is imported lazily is not. */
const closureOf = (entry: string, graph: Graph): Set<string> => {
  const seen = new Set<string>();
  const open = [entry];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...neededBy(id, graph));
  }
  return seen;
};

const STARTS = {
  early: 'src/early.ts',
  opening: 'src/components/opening/Opening.tsx',
  machine: 'src/components/machine/Machine.tsx',
  main: 'src/main.tsx',
};
type Start = keyof typeof STARTS;

/** Tells by whom a module is needed; the walk is done once. */
const reachIn = (root: string) => {
  const walks = new Map<Start, Set<string>>();
  const walk = (start: Start, graph: Graph): Set<string> => {
    const entry = join(root, STARTS[start]).split(sep).join('/');
    const found = walks.get(start) ?? closureOf(entry, graph);
    walks.set(start, found);
    return found;
  };
  // A start is a file of its own: what shares one with others runs whenever they do.
  const isStart = (id: string): boolean => Object.values(STARTS).some((file) => id.endsWith(file));
  return (id: string, graph: Graph, start: Start): boolean =>
    !isStart(id) && walk(start, graph).has(id);
};

const LIBRARIES =
  /node_modules[\\/](react|react-dom|scheduler)[\\/]|rolldown[\\/]runtime|vite[\\/]preload-helper/;
const OWN = /[\\/]src[\\/]|zustand[\\/]esm/;
const MODEL =
  /[\\/]src[\\/](sim|import|viewmodel|examples|store[\\/](run|selectors|seed-selectors))/;

/** @param root folder of the project */
export const filesOfPage = (root: string) => {
  const reach = reachIn(root);
  type Of = (start: Start) => boolean;
  const group = (name: string, priority: number, isIn: (of: Of) => boolean) => ({
    name: (id: string, graph: Graph) => (isIn((start) => reach(id, graph, start)) ? name : null),
    test: OWN,
    priority,
  });
  return {
    groups: [
      { name: 'libraries', test: LIBRARIES, priority: 6 },
      group('common', 5, (of) => of('early') && (of('main') || of('opening'))),
      group('kernel', 4, (of) => of('early')),
      group('ruler', 3, (of) =>
        of('main') ? of('opening') || of('machine') : of('opening') && of('machine'),
      ),
      group('room', 2, (of) => of('machine')),
      {
        ...group('model', 1, (of) => !of('main')),
        test: MODEL,
        entriesAware: true,
      },
      group('opening', 0, (of) => of('opening') && !of('main')),
    ],
  };
};
