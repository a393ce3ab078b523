/**
 * Which era a table is to be reckoned by: release and architecture as the readers found them, and
 * where they leave a choice, the one under which most zones fill whole slabs.
 */
import { formatBytes } from '../../../base/format';
import { PAGE_SIZE } from '../../../base/units';
import type { KernelReport } from '../../../import';
import type { Arch } from '../../../sim';
import type { CleanRow } from '../zone-rows';
import type { CutContext } from './cut';
import { slabZoneSize } from './cut-fitted';
import { ERAS } from './eras';
import type { Era } from './eras';
import { itemsPerSlab } from './keg';
import { eraSpec, primaryOf } from './zone-facts';

/** The rules that a paste is reckoned by, and why. */
export interface EraChoice extends CutContext {
  /** one sentence for each thing that was settled, and how */
  readonly reasons: readonly string[];
  /** the CPUs are in the paste, not assumed */
  readonly cpusKnown: boolean;
  /** the release is in the paste, not found by trying */
  readonly isTold: boolean;
}

interface Majors {
  readonly from: number;
  readonly to: number;
}
const LAST = 15;
const NONE: Majors = { from: 6, to: LAST };

/** `6.2`, `9–12`, `13+`, `up to 9` as major releases. */
export const majorsOf = (release: string | null): Majors => {
  if (release === null) return NONE;
  const numbers = [...release.matchAll(/\d+(?:\.\d+)?/g)].map((m) => Math.trunc(Number(m[0])));
  const [a, b] = numbers;
  if (a === undefined) return NONE;
  if (release.startsWith('up to')) return { from: 0, to: a };
  if (release.endsWith('+')) return { from: a, to: Math.max(a, LAST) };
  return { from: a, to: b ?? a };
};

const POINTERS = 32;
const archOf = (report: KernelReport, rows: readonly CleanRow[], era: Era): readonly Arch[] => {
  if (report.machine.arch !== null) return [report.machine.arch];
  const slabs = rows.find((r) => r.name === 'UMA Slabs 0' || r.name === 'UMA Slabs')?.size;
  const hash = rows.find((r) => r.name === 'UMA Hash')?.size;
  if (hash === POINTERS * 4) return ['i386'];
  if (hash === POINTERS * 8) return ['amd64'];
  if (slabs === 64 || slabs === 56) return ['i386'];
  // The usual machine of the time comes first: it wins where both fit alike.
  return era.to <= 7 ? ['i386', 'amd64'] : ['amd64', 'i386'];
};

/** A debugging kernel has a second bitmap in every header, which UMA's own zone sizes show. */
const invariantsOf = (rows: readonly CleanRow[], era: Era, arch: Arch): readonly boolean[] => {
  if (era.slab === 'list') return [false];
  if (era.slab === 'bitmap') {
    const size = rows.find((r) => r.name === 'UMA Slabs')?.size;
    if (size === undefined) return [false, true];
    return [size > (arch === 'i386' ? 56 : 80)];
  }
  const size = rows.find((r) => r.name === 'UMA Slabs 0')?.size;
  if (size === undefined) return [false, true];
  return [size === slabZoneSize(0, { arch, invariants: true })];
};

/** Rows beyond which one more tells nothing new. */
const ENOUGH_ROWS = 400;

/** In how many zones the items fill whole slabs under these rules. */
export const wholeUnder = (rows: readonly CleanRow[], at: CutContext): number =>
  rows.slice(0, ENOUGH_ROWS).filter((r) => {
    const items = r.used + r.free;
    const { spec } = eraSpec(r, at.era, at.arch);
    if (items === 0 || spec.cache || spec.pcpu || primaryOf(r.name) !== undefined) return false;
    return items % itemsPerSlab(spec, at) === 0;
  }).length;

const candidates = (
  report: KernelReport,
  rows: readonly CleanRow[],
  majors: Majors,
): readonly CutContext[] => {
  const cpus = report.machine.cpus ?? 1;
  return ERAS.filter((e) => e.to >= majors.from && e.from <= majors.to).flatMap((era) =>
    archOf(report, rows, era).flatMap((arch) =>
      invariantsOf(rows, era, arch).map((invariants) => ({ era, arch, invariants, cpus })),
    ),
  );
};

const best = (rows: readonly CleanRow[], tried: readonly CutContext[]): CutContext | undefined => {
  if (tried.length < 2) return tried[0];
  const scored = tried.map((at) => ({ at, whole: wholeUnder(rows, at) }));
  return scored.reduce((a, b) => (b.whole > a.whole ? b : a)).at;
};

const reasonsFor = (
  report: KernelReport,
  at: CutContext,
  tried: readonly CutContext[],
): string[] => {
  const many = (of: (c: CutContext) => unknown): boolean => new Set(tried.map(of)).size > 1;
  const { release, arch } = report.machine;
  return [
    many((c) => c.era.id)
      ? `The text leaves the release open${release === null ? '' : ` (${release})`}: the slabs of ${at.era.name} fit its rows best and are used. Add: uname -a.`
      : '',
    arch === null
      ? `The text does not name the architecture: ${at.arch} is taken. Add: uname -m.`
      : '',
    at.invariants ? 'Slab headers are those of a kernel with options INVARIANTS.' : '',
  ].filter((s) => s !== '');
};

/**
 * The rules for a paste; a sentence where none of the known ones can hold.
 * @param rows the rows of the chosen table
 */
export const chooseEra = (report: KernelReport, rows: readonly CleanRow[]): EraChoice | string => {
  const { release, pageSize } = report.machine;
  if (pageSize !== null && pageSize !== PAGE_SIZE)
    return `Slabs are known here for pages of ${formatBytes(PAGE_SIZE)}; this machine has pages of ${formatBytes(pageSize)}. The rows are read and listed, and not reconciled.`;
  const majors = majorsOf(release);
  const tried = candidates(report, rows, majors);
  const at = best(rows, tried);
  if (at === undefined)
    return `The slab rules of FreeBSD ${release ?? ''} are not known here: those of 6 to 15 are. The rows are read and listed, and not reconciled.`;
  return {
    ...at,
    reasons: reasonsFor(report, at, tried),
    cpusKnown: report.machine.cpus !== null,
    isTold: majors.from === majors.to,
  };
};
