/** Two branches side by side: which figures differ, and by how much. */
import type { StateFigures } from '../print/summary';

/** A figure that two states do not share. `what` names it as a path, such as `zone 128 used`. */
export interface Difference {
  readonly what: string;
  readonly left: number;
  readonly right: number;
}

const put = (into: Map<string, number>, prefix: string, record: object): void => {
  for (const [key, value] of Object.entries(record))
    if (typeof value === 'number') into.set(`${prefix} ${key}`, value);
};

/** Every figure of a state by name, as comparisons call it: `zone 128 used`. Sizes of maps in bytes. */
export const namedFigures = (s: StateFigures): ReadonlyMap<string, number> => {
  const all = new Map<string, number>([['uptime', s.uptime]]);
  put(all, 'pages', s.pages);
  for (const m of s.maps) put(all, m.name, m);
  for (const z of s.zones) put(all, `zone ${z.name}`, z);
  for (const t of s.types) put(all, `type ${t.name}`, t);
  put(all, 'held', s.holdings);
  put(all, 'buffers', s.buffers);
  put(all, 'vnodes', s.vnodes);
  put(all, 'swap', s.swap);
  put(all, 'pipes', s.pipes);
  put(all, 'net', s.net);
  all.set('processes', s.processes.length);
  return all;
};

/**
 * What differs between two states, largest difference first. A figure that one side lacks counts as 0
 * there: a zone or a holding that only one branch has made.
 */
export const compareStates = (left: StateFigures, right: StateFigures): Difference[] => {
  const [a, b] = [namedFigures(left), namedFigures(right)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((what) => ({ what, left: a.get(what) ?? 0, right: b.get(what) ?? 0 }))
    .filter((d) => d.left !== d.right)
    .sort((x, y) => Math.abs(y.left - y.right) - Math.abs(x.left - x.right));
};
