/** Where commands that take ranges of a map must put them: first fit by lowest address, by scanning. */
import type { Command } from '../engine/commands';
import type { Sim } from '../engine/sim';
import { M_KERNEL } from '../kernel/types';
import { ByteMap, entriesOf } from './byte-map';

type RangeCommand = Extract<
  Command,
  { do: 'kmem_alloc' | 'kmem_alloc_nofault' | 'kmem_alloc_wait' | 'contigmalloc' }
>;
const VERBS: ReadonlySet<string> = new Set([
  'kmem_alloc',
  'kmem_alloc_nofault',
  'kmem_alloc_wait',
  'contigmalloc',
]);
const isRange = (c: Command): c is RangeCommand => VERBS.has(c.do);

/** Addresses that a command must get, as far as it gets any. */
const expected = (s: Sim, c: RangeCommand): number[] => {
  const k = s.kernel;
  const map = c.do === 'contigmalloc' ? k.cell.get(M_KERNEL) - 1 : k.mapNames.indexOf(c.map);
  const { min, max } = k.kmem.maps.map;
  const naive = new ByteMap(min.get(map), max.get(map) - min.get(map));
  for (const [start, end] of entriesOf(k, map))
    naive.taken.fill(1, start - naive.first, end - naive.first);
  const length = Math.ceil(c.size / 4096);
  const list: number[] = [];
  for (let i = 0; i < (c.count ?? 1); i += 1) {
    const at = naive.lowest(length);
    if (at < 0) break;
    naive.take(at, length);
    list.push(at);
  }
  return list;
};

const NOTHING = (): string[] => [];

/**
 * Looks at the maps before a command.
 * @returns what to ask after it: disagreements about the addresses that it got
 */
export const foreseeRanges = (s: Sim, c: Command): (() => string[]) => {
  if (!isRange(c)) return NOTHING;
  const want = expected(s, c);
  const name = c.do === 'contigmalloc' ? 'contig' : c.map;
  const before = s.holdings.get(name)?.ends.get(1) ?? 0;
  return () => {
    const h = s.holdings.get(name);
    if (h === undefined) return [];
    const got: number[] = [];
    for (let i = before; i < h.ends.get(1); i += 1) got.push(h.items.get(i));
    const isAsFit = got.every((at, i) => at === want[i]);
    return isAsFit ? [] : [`${c.do} got ${got.join(' ')}, first fit is ${want.join(' ')}`];
  };
};
