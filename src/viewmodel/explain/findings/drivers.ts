/** Findings about drivers: memory outside UMA, DMA maps, control blocks of CAM. */
import { formatCount, formatSize } from '../../../base/format';
import { MIB } from '../../../base/units';
import type { MallocRow } from '../../../import';
import { majorsOf } from '../era/choose-era';
import { found } from './rule';
import type { Facts, Rule } from './rule';

const zoneBytes = (rows: readonly { size: number; used: number; free: number }[]): number =>
  rows.reduce((n, r) => n + r.size * (r.used + r.free), 0);

/** Growth of Wired that is worth a sentence, and the share of it that zones may explain. */
const LEAST = 64 * MIB;
const EXPLAINED = 0.2;

/** Heuristic 14: Wired grows and the zones do not. */
export const wiredOutside: Rule = (book, { seen }) => {
  const mems = seen.top.filter((r) => r.label === 'Mem' && r.fields['wired'] !== undefined);
  const [first] = mems;
  const last = mems.at(-1);
  const [z0] = seen.zSamples;
  const z1 = seen.zSamples.at(-1);
  if (first === undefined || last === undefined || first === last) return [];
  if (z0 === undefined || z1 === undefined || z0 === z1) return [];
  const grown = (last.fields['wired'] ?? 0) - (first.fields['wired'] ?? 0);
  const zones = zoneBytes(z1) - zoneBytes(z0);
  if (grown < LEAST || zones > EXPLAINED * grown) return [];
  const make = (id: string, label: string, value: number, formula: string) =>
    found(book, { id, label, value, unit: 'B', formula, inputs: [], line: last.line, what: 'top' });
  const wired = make(
    'wired-outside',
    'Growth of Wired',
    grown,
    'Wired of the last line − of the first',
  );
  const byZones = make(
    'wired-outside.zones',
    'Growth of all zones',
    Math.max(0, zones),
    'SIZE × (USED + FREE) of the last table − of the first, at least 0',
  );
  return [
    {
      id: 'wired-outside',
      severity: 'cause',
      certainty: 'inferred',
      owner: 'meta',
      figures: [wired, byZones],
      lines: [first.line, last.line],
      title: 'Wired grows outside the zones',
      text: `Wired has grown by ${formatSize(grown)}, all zones together by ${formatSize(byZones.value)}.`,
    },
  ];
};

const inUse = (rows: readonly MallocRow[], name: RegExp): number =>
  rows.filter((r) => name.test(r.type)).reduce((n, r) => n + r.inUse, 0);
const isRising = (counts: readonly number[]): boolean =>
  counts.length > 1 && counts.every((n, i) => i === 0 || n > (counts[i - 1] ?? Infinity));
const linesOf = (f: Facts, name: RegExp): number[] =>
  f.seen.mSamples.flatMap((s) => s.rows.filter((r) => name.test(r.type)).map((r) => r.line));

const BOUNCE = /^bounce/;
const BUSDMA = /^(?:busdma|bus_dmamap|dmamap)/;

/** Heuristic 15: DMA maps that are loaded and never unloaded. */
export const busdma: Rule = (_, f) => {
  const of = (name: RegExp): number[] => f.seen.mSamples.map((s) => inUse(s.rows, name));
  const [bounce, maps] = [of(BOUNCE), of(BUSDMA)];
  if (!isRising(bounce) || !isRising(maps)) return [];
  return [
    {
      id: 'busdma',
      severity: 'cause',
      certainty: 'inferred',
      owner: 'malloc',
      figures: [],
      lines: [...linesOf(f, BOUNCE), ...linesOf(f, BUSDMA)],
      title: 'DMA maps pile up',
      text: `Blocks of bounce: ${bounce.map(formatCount).join(', then ')}; of busdma: ${maps.map(formatCount).join(', then ')}. They rise together, as when a driver does not unload its maps.`,
    },
  ];
};

const CCB = /^CAM CCB$/;
const CCB_GROWTH = 1.2;
const CCB_LEAST = 100;

/** Heuristic 16: control blocks of CAM that are not freed. */
export const ccb: Rule = (_, f) => {
  const counts = f.seen.mSamples.map((s) => inUse(s.rows, CCB));
  const [first = 0] = counts;
  const last = counts.at(-1) ?? 0;
  if (!isRising(counts) || last < CCB_LEAST || last < CCB_GROWTH * first) return [];
  const { from, to } = majorsOf(f.seen.release);
  const isThen = from <= 10 && to >= 10;
  return [
    {
      id: 'ccb',
      severity: 'cause',
      certainty: 'inferred',
      owner: 'malloc',
      figures: [],
      lines: linesOf(f, CCB),
      title: 'CAM’s control blocks pile up',
      text: `Blocks of CAM CCB: ${counts.map(formatCount).join(', then ')}.${isThen ? ' A kernel of the 10.x line before May 2016 is known for it.' : ''}`,
      ...(isThen
        ? {}
        : { next: 'Look at the bus: dmesg and camcontrol devlist, then the driver.' }),
    },
  ];
};
