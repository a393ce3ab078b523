/** Findings from messages and counters of the rest of the kernel. */
import { formatCount, formatSize } from '../../../base/format';
import type { LogRow, ZoneRow } from '../../../import';
import type { FINDINGS } from '../../../strings/en/findings';
import { found, sysctlOf } from './rule';
import type { Draft, Facts, Rule } from './rule';

const MOST = 6;

type Say = Pick<Draft, 'severity' | 'certainty' | 'owner' | 'title' | 'text'>;
const ofLog = (
  { seen }: Facts,
  id: keyof typeof FINDINGS,
  ids: readonly string[],
  say: (rows: readonly LogRow[]) => Say,
): readonly Draft[] => {
  const rows = seen.log.filter((r) => ids.includes(r.id));
  if (rows.length === 0) return [];
  return [{ id, figures: [], lines: rows.slice(0, MOST).map((r) => r.line), ...say(rows) }];
};

/** Heuristic 18: who is killed is not who leaks. */
export const killed: Rule = (_, f) =>
  ofLog(f, 'killed', ['oom-kill'], (rows) => ({
    severity: 'note',
    certainty: 'certain',
    owner: 'user',
    title: 'Who was killed is not who grew',
    text: `${[...new Set(rows.map((r) => `“${r.text}”`))].slice(0, 2).join(', ')}. The kernel picks the largest process that it may kill, whoever took the memory.`,
  }));

/** Share of swap in use from which it counts as full. */
const SWAP_FULL = 0.95;

/** Swap space that has run out. */
export const swap: Rule = (book, f) => {
  const full = f.seen.swap.filter((r) => r.total > 0 && r.used >= SWAP_FULL * r.total);
  const words = ofLog(f, 'swap', ['swap-out', 'swap-getswapspace'], (rows) => ({
    severity: 'contributing',
    certainty: 'certain',
    owner: 'user',
    title: 'Swap has run out',
    text: `“${rows[0]?.text ?? ''}”: no place was left to put a page of a process.`,
  }));
  const [row] = full;
  if (words.length > 0 || row === undefined) return words;
  const used = found(book, {
    id: 'swap.used',
    label: `Swap in use on ${row.device}`,
    value: row.used,
    unit: 'B',
    formula: 'as printed',
    inputs: [{ name: 'Total', value: row.total, unit: 'B' }],
    line: row.line,
    what: 'swapinfo',
  });
  return [
    {
      id: 'swap',
      severity: 'contributing',
      certainty: 'certain',
      owner: 'user',
      figures: [used],
      lines: full.map((r) => r.line),
      title: 'Swap is nearly full',
      text: `${row.device}: ${formatSize(row.used)} of ${formatSize(row.total)} in use.`,
    },
  ];
};

/** The tables that describe swap are full, not swap. */
export const swapZone: Rule = (_, f) =>
  ofLog(f, 'swap-zone', ['swap-zone'], () => ({
    severity: 'contributing',
    certainty: 'certain',
    owner: 'meta',
    title: 'The tables for swap are full, not swap',
    text: 'The zone that records which page lies where on swap has reached its limit.',
  }));

/** Heuristic 22: memory lost when a module or a network stack was torn down. */
export const lost: Rule = (_, f) =>
  ofLog(f, 'lost', ['keg-not-empty', 'type-leaked'], (rows) => ({
    severity: 'cause',
    certainty: 'certain',
    owner: 'uma',
    title: 'A module took memory with it',
    text: `“${rows[0]?.text ?? ''}”: somebody unloaded a module or ended a jail with items still in use.`,
  }));

/** Stacks that could not be had: a panic in old releases, a message and a failed call in later ones. */
export const kstack: Rule = (_, f) => {
  const panic = f.seen.panics.find((p) => p.text.includes('kstack allocation failed'));
  const fromLog = ofLog(f, 'kstack', ['kstack'], () => ({
    severity: 'contributing',
    certainty: 'certain',
    owner: 'stacks',
    title: 'A thread got no stack',
    text: 'There were no kernel addresses, or no pages, for the stack of a new thread.',
  }));
  if (panic === undefined) return fromLog;
  return [
    {
      id: 'kstack',
      severity: 'cause',
      certainty: 'certain',
      owner: 'stacks',
      figures: [],
      lines: [panic.line],
      title: 'A thread got no stack',
      text: 'The kernel panicked because kernel_map had no addresses for the stack of a new thread.',
    },
  ];
};

/** Page-mapping entries of i386. */
export const pv: Rule = (_, f) => {
  const panic = f.seen.panics.find((p) => p.text.includes('get_pv_entry'));
  const fromLog = ofLog(f, 'pv', ['pv-entries'], () => ({
    severity: 'contributing',
    certainty: 'certain',
    owner: 'meta',
    title: 'Entries for page mappings run low',
    text: 'Every mapping of a page in a process takes one; many processes that share much memory take very many.',
  }));
  if (panic === undefined) return fromLog;
  return [
    {
      id: 'pv',
      severity: 'cause',
      certainty: 'certain',
      owner: 'meta',
      figures: [],
      lines: [panic.line],
      title: 'Entries for page mappings ran out',
      text: 'The kernel panicked because not one was left for a new mapping.',
    },
  ];
};

/** Share of kern.maxvnodes from which recycling begins to be work. */
const VNODES_FULL = 0.95;

/** Heuristic 17: vnodes at their limit. */
export const vnodes: Rule = (_, f) => {
  const max = sysctlOf(f, 'kern.maxvnodes');
  const now = sysctlOf(f, 'vfs.numvnodes');
  if (max === undefined || now === undefined || max.value === 0) return [];
  if (now.value < VNODES_FULL * max.value) return [];
  return [
    {
      id: 'vnodes',
      severity: 'note',
      certainty: 'certain',
      owner: 'files',
      figures: [],
      lines: [now.line, max.line],
      title: 'Vnodes are at their limit',
      text: `${formatCount(now.value)} of ${formatCount(max.value)} exist: every new file takes the place of an old one.`,
    },
  ];
};

/** A count at or above this ran below zero: two to the 63rd. */
const BELOW_ZERO = 2 ** 63;
const isBelowZero = (n: number): boolean => n >= BELOW_ZERO || n < 0;

/** The readers keep such a figure as it was printed, and 0 beside it. */
const ranBelow = (r: ZoneRow, field: 'used' | 'free'): boolean =>
  isBelowZero(r[field]) || isBelowZero(Number(r.raw?.[field] ?? 0));

/** Heuristic 23: counters that ran below zero. */
export const counter: Rule = (_, f) => {
  const zones = (f.chosen.z?.rows ?? [])
    .filter((r) => ranBelow(r, 'used') || ranBelow(r, 'free'))
    .map((r) => ({ name: `zone ${r.name}`, line: r.line }));
  const types = (f.chosen.m?.rows ?? [])
    .filter((r) => isBelowZero(r.inUse) || isBelowZero(r.memUse))
    .map((r) => ({ name: `type ${r.type}`, line: r.line }));
  const all = [...zones, ...types];
  if (all.length === 0) return [];
  return [
    {
      id: 'counter',
      severity: 'note',
      certainty: 'certain',
      owner: 'uma',
      figures: [],
      lines: all.slice(0, MOST).map((x) => x.line),
      title: 'A counter ran below zero',
      text: `${all
        .slice(0, MOST)
        .map((x) => x.name)
        .join(', ')}: the huge figure is a small negative one. It is no size.`,
    },
  ];
};

/** Heuristic 24: figures that only ever rise. */
export const highWater: Rule = (_, f) => {
  const size = sysctlOf(f, 'vm.kvm_size');
  const free = sysctlOf(f, 'vm.kvm_free');
  if (size === undefined || free === undefined) return [];
  return [
    {
      id: 'high-water',
      severity: 'benign',
      certainty: 'certain',
      owner: 'free',
      figures: [],
      lines: [size.line, free.line],
      title: 'vm.kvm_free is a low-water mark',
      text: 'It counts addresses that never had a page table. Freed addresses do not come back to it, and a map is counted whole from boot on.',
    },
  ];
};
