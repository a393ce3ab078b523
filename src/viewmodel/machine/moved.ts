/**
 * What a lever of the machine does to the layout: which regions grow, move, come and go. The same words
 * stand before the lever is moved and after it, so that a picture that does not move says as much.
 */
import { formatSize } from '../../base/format';
import { bytes } from '../../base/units';
import { bootLayout, makeMachine } from '../../sim';
import type { BootLayout, MachineSpec, Region } from '../../sim';
import { MOVED_WORDS as WORDS } from '../../strings/en/moved';
import type { Levers } from './machine-code';

/** What became of a region. `moved` keeps its size. */
export type Move = 'grew' | 'shrank' | 'moved' | 'new' | 'gone' | 'same';

/** One region of the kernel map, before and after; null where it is not there. */
export interface RegionMove {
  readonly id: string;
  readonly name: string;
  readonly move: Move;
  readonly before: Region | null;
  readonly after: Region | null;
}

const ROOT = 'kernel_map';

/** Regions without children below the kernel map, by their ids. */
export const leaves = ({ regions }: BootLayout): ReadonlyMap<string, Region> => {
  const parents = new Set(regions.map((r) => r.parent));
  return new Map(
    regions.filter((r) => r.parent !== null && !parents.has(r.id)).map((r) => [r.id, r]),
  );
};

const moveOf = (before: Region | undefined, after: Region | undefined): Move => {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  if (after.size !== before.size) return after.size > before.size ? 'grew' : 'shrank';
  return after.start === before.start ? 'same' : 'moved';
};

/** Every region of two layouts, in address order of the second; those that are gone stand last. */
export const regionMoves = (before: BootLayout, after: BootLayout): readonly RegionMove[] => {
  const [old, now] = [leaves(before), leaves(after)];
  const ids = [...now.keys(), ...[...old.keys()].filter((id) => !now.has(id))];
  return ids.map((id) => {
    const [a, b] = [old.get(id), now.get(id)];
    return {
      id,
      name: b?.name ?? a?.name ?? id,
      move: moveOf(a, b),
      before: a ?? null,
      after: b ?? null,
    };
  });
};

const sized = (name: string, before: number, after: number): string =>
  `${name}: ${formatSize(before)} → ${formatSize(after)}`;

const rootSize = ({ regions }: BootLayout): number => regions.find((r) => r.id === ROOT)?.size ?? 0;

/** Size changes in words, kmem_map first and then the largest changes. */
const resized = (moves: readonly RegionMove[]): readonly string[] => {
  const change = ({ before, after }: RegionMove): number =>
    Math.abs((after?.size ?? 0) - (before?.size ?? 0));
  const rank = (m: RegionMove): number => (m.id === 'kmem_map' ? Infinity : change(m));
  return moves
    .filter((m) => (m.move === 'grew' || m.move === 'shrank') && m.id !== 'never_used')
    .sort((a, b) => rank(b) - rank(a))
    .map((m) => sized(m.name, m.before?.size ?? 0, m.after?.size ?? 0));
};

const counted = (moves: readonly RegionMove[], move: Move, words: string): readonly string[] => {
  const found = moves.filter((m) => m.move === move);
  if (found.length === 0) return [];
  return found.length > 2
    ? [`${found.length} ${words}`]
    : [`${found.map((m) => m.name).join(', ')} ${words}`];
};

/** What moved, best first: sizes, then how many regions only moved, came or went. */
export const moveWords = (before: BootLayout, after: BootLayout): readonly string[] => {
  const moves = regionMoves(before, after);
  const [from, to] = [rootSize(before), rootSize(after)];
  const all = [
    ...(from === to ? [] : [sized(ROOT, from, to)]),
    ...resized(moves),
    ...counted(moves, 'moved', WORDS.moved),
    ...counted(moves, 'new', WORDS.fresh),
    ...counted(moves, 'gone', WORDS.gone),
  ];
  return all.length === 0 ? [WORDS.same] : all;
};

/** Resized regions that one sentence names; the table has the others. */
const NAMED = 2;

/** The same as one sentence: `kmem_map: 79.55 MB → 320 MB; 9 regions move`. */
export const moveSentence = (before: BootLayout, after: BootLayout): string => {
  const words = moveWords(before, after);
  const sizes = words.filter((w) => w.includes('→'));
  const rest = words.filter((w) => !w.includes('→'));
  const more = sizes.length - NAMED;
  const named = sizes.slice(0, NAMED);
  return [...named, ...(more > 0 ? [WORDS.more(more)] : []), ...rest].join('; ');
};

/** The same in one line, for a narrow place: the first size, and how much else changes. */
export const moveLine = (before: BootLayout, after: BootLayout): string => {
  const [first = '', ...rest] = moveWords(before, after);
  if (rest.length === 0) return first;
  const changed = regionMoves(before, after).filter((m) => m.move !== 'same').length;
  return changed > 1 ? `${first}; ${WORDS.others(changed - 1)}` : first;
};

/** What a machine's boot would make of the present layout, or why it could not boot. */
export const willMove = (before: BootLayout, machine: MachineSpec): string => {
  const next = bootLayout(machine);
  return next.ok ? moveSentence(before, next.value) : next.error.message;
};

/** kmem_map of a machine in short, for a choice beside others; empty where it cannot boot. */
export const kmemOf = (machine: MachineSpec): string => {
  const next = bootLayout(machine);
  const size = next.ok ? next.value.sysctl['vm.kmem_size']?.value : undefined;
  return size === undefined ? '' : `kmem_map ${formatSize(size)}`;
};

/** The layout of a machine, or null where it cannot boot. */
export const layoutOf = (machine: MachineSpec): BootLayout | null => {
  const made = bootLayout(machine);
  return made.ok ? made.value : null;
};

/** The machine that levers make once some of them are moved. */
export const machineWith = (levers: Levers, change: Partial<Levers>): MachineSpec => {
  const { ram, agp, ...rest } = { ...levers, ...change };
  return makeMachine({ ...rest, ram: bytes(ram), agpAperture: bytes(agp) });
};
