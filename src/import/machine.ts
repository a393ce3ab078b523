/**
 * Which machine printed this: release, architecture and CPUs, each with its reasons.
 * Sources: columns and zone names that came and went with releases (machine-clues.ts), sizes of
 * UMA's own zones (FreeBSD sys/vm/uma_core.c uma_startup()), uname lines, and words in prose.
 * Simplified: a text that mixes machines gives one answer, the one most lines agree on.
 */
import type { Block, Evidence, MachineEvidence, SysctlRow, ZoneRow } from './types';
import { ERA_CLUES, formatRelease, intersect, releaseNumber, zoneClues } from './machine-clues';
import type { ReleaseRange } from './machine-clues';
import type { SourceLine } from './text/lines';
import { RELEASE_KINDS } from './text/uname';
import type { Uname } from './text/uname';

interface Clue {
  readonly range: ReleaseRange;
  readonly evidence: Evidence;
}

const zonesOf = (blocks: readonly Block[]): ZoneRow[] =>
  blocks.flatMap((b) => (b.kind === 'vmstat-z' ? b.rows : []));

const eraClues = (blocks: readonly Block[]): Clue[] =>
  blocks.flatMap((b): Clue[] => {
    const clue = ERA_CLUES[b.era];
    if (clue === undefined) return [];
    const { range, reason } = clue;
    return [
      {
        range,
        evidence: { about: 'release', value: formatRelease(range), line: b.lines[0], reason },
      },
    ];
  });

const nameClues = (zones: readonly ZoneRow[]): Clue[] =>
  zones.flatMap((zone) =>
    zoneClues(zone.name).map(({ range, reason }) => ({
      range,
      evidence: { about: 'release', value: formatRelease(range), line: zone.line, reason } as const,
    })),
  );

/** `FreeBSD host 11.2-STABLE`, `11.3-RELEASE-p3` on its own: printed by the system itself. */
const PRINTED = new RegExp(
  `^(?:FreeBSD (?:[\\w.-]{1,60} )?|kern\\.osrelease: )?(\\d{1,2}\\.\\d{1,2})-(?:${RELEASE_KINDS})(?:-p\\d{1,3})?(?= |$|:)`,
);
/** `6.2S`, `6.2-STABLE`, `FreeBSD 7.2/amd64` in a sentence: what a person wrote. */
const WRITTEN = new RegExp(
  `(?:^|[ (])(?:(\\d{1,2}\\.\\d)(?:S\\b|-(?:${RELEASE_KINDS}))|FreeBSD[ /-](\\d{1,2}\\.\\d{1,2}))`,
);

const wordClues = (lines: readonly SourceLine[]): { printed: Clue[]; written: Clue[] } => {
  const printed: Clue[] = [];
  const written: Clue[] = [];
  const clue = (release: string, line: number, reason: string): Clue => {
    const n = releaseNumber(release);
    return {
      range: { from: n, to: n },
      evidence: { about: 'release', value: release, line, reason },
    };
  };
  for (const { compact, line } of lines) {
    if (compact.length > 400) continue;
    const p = PRINTED.exec(compact)?.[1];
    if (p !== undefined) {
      printed.push(clue(p, line, 'the system names its own release on this line'));
      continue;
    }
    const w = WRITTEN.exec(compact);
    const release = w?.[1] ?? w?.[2];
    if (release !== undefined)
      written.push(
        clue(
          release,
          line,
          'the text says so; weak by itself, since prose may speak of another machine',
        ),
      );
  }
  return { printed, written };
};

const MOST_NAME_CLUES = 6;

/** Release: what the system prints of itself, else a written word that the tables allow, else a range. */
const releaseOf = (
  blocks: readonly Block[],
  lines: readonly SourceLine[],
): { readonly release: string | null; readonly evidence: readonly Evidence[] } => {
  const { printed, written } = wordClues(lines);
  const tables = [...eraClues(blocks), ...nameClues(zonesOf(blocks))];
  const range = intersect(tables.map((t) => t.range));
  const distinct = [...new Map(tables.map((t) => [t.evidence.reason, t])).values()].slice(
    0,
    MOST_NAME_CLUES,
  );
  const evidence = distinct.map((t) => t.evidence);
  const [own] = printed;
  if (own !== undefined)
    return { release: own.evidence.value, evidence: [own.evidence, ...evidence] };
  const fits = written.filter((w) => range === null || intersect([range, w.range]) !== null);
  const [said] = fits;
  if (said !== undefined && (range !== null || blocks.length > 0))
    return { release: said.evidence.value, evidence: [...evidence, said.evidence] };
  return { release: range === null ? null : formatRelease(range), evidence };
};

/** `UMA Hash` is 32 pointers in every release read (sys/vm/uma_core.c, UMA_HASH_SIZE_INIT). */
const HASH_POINTERS = 32;
const HASH_ARCH: Readonly<Record<number, 'i386' | 'amd64'>> = { 128: 'i386', 256: 'amd64' };
/** Kernel address space of i386 with 1 GB; amd64 never has that little. */
const GIB_4 = 4 * 1024 ** 3;

/** `FreeBSD 7.2/amd64` in prose. */
const ARCH_WORD = /FreeBSD [\d.]{1,5}\/(i386|amd64)\b/;
const LONGEST_TOLD = 400;

const archWords = (lines: readonly SourceLine[], unames: readonly Uname[]): Evidence[] => [
  ...unames.flatMap(({ arch, line }): Evidence[] => {
    const reason = 'uname prints the architecture last';
    return arch === null ? [] : [{ about: 'arch', value: arch, line, reason }];
  }),
  ...lines.flatMap(({ compact, line }): Evidence[] => {
    if (compact.length > LONGEST_TOLD || !compact.includes('FreeBSD')) return [];
    const value = ARCH_WORD.exec(compact)?.[1];
    const reason = 'the line names the architecture';
    return value === undefined ? [] : [{ about: 'arch', value, line, reason }];
  }),
];

const sysctlsOf = (blocks: readonly Block[]): SysctlRow[] =>
  blocks.flatMap((b) => (b.kind === 'sysctl' ? b.rows : []));

const archSysctl = (r: SysctlRow): Evidence[] => {
  if (/^hw\.machine(?:_arch)?$/.test(r.name) && /^(?:i386|amd64)$/.test(r.value))
    return [{ about: 'arch', value: r.value, line: r.line, reason: `${r.name} says so` }];
  if (r.name !== 'vm.kvm_size' || r.number === undefined || r.number <= 0) return [];
  const small = r.number < GIB_4;
  const reason = `vm.kvm_size is ${r.value} B, ${small ? 'less' : 'more'} than 4 GB of kernel addresses`;
  return [{ about: 'arch', value: small ? 'i386' : 'amd64', line: r.line, reason }];
};

const archZone = (zone: ZoneRow): Evidence[] => {
  const value = zone.name === 'UMA Hash' ? HASH_ARCH[zone.size] : undefined;
  if (value === undefined) return [];
  const reason = `UMA Hash items of ${zone.size} B are ${HASH_POINTERS} pointers of ${zone.size / HASH_POINTERS} B`;
  return [{ about: 'arch', value, line: zone.line, reason }];
};

const archClues = (
  blocks: readonly Block[],
  lines: readonly SourceLine[],
  unames: readonly Uname[],
): Evidence[] => [
  ...archWords(lines, unames),
  ...sysctlsOf(blocks).flatMap(archSysctl),
  ...zonesOf(blocks).flatMap(archZone),
];

/** sizeof(struct uma_zone) on 6.x i386 is 96 B and one 24-byte cache per CPU. */
const ZONE_BASE = 96;
const CACHE_SIZE = 24;
const MOST_CPUS = 32;
const R7 = 700;

const cpuClues = (
  blocks: readonly Block[],
  range: ReleaseRange | null,
  arch: string | null,
): Evidence[] => {
  const out: Evidence[] = sysctlsOf(blocks).flatMap((r) =>
    r.name === 'hw.ncpu' && r.number !== undefined
      ? [{ about: 'cpus', value: String(r.number), line: r.line, reason: 'hw.ncpu says so' }]
      : [],
  );
  if (arch !== 'i386' || range === null || range.to >= R7) return out;
  for (const zone of zonesOf(blocks)) {
    const cpus = (zone.size - ZONE_BASE) / CACHE_SIZE;
    if (zone.name === 'UMA Zones' && Number.isInteger(cpus) && cpus >= 1 && cpus <= MOST_CPUS)
      out.push({
        about: 'cpus',
        value: String(cpus),
        line: zone.line,
        reason: `UMA Zones items of ${zone.size} B are ${ZONE_BASE} B and ${CACHE_SIZE} B for each CPU (6.x)`,
      });
  }
  return out;
};

const first = (evidence: readonly Evidence[]): string | null => evidence[0]?.value ?? null;

/** Infers the machine. Every value comes with the evidence it rests on; null where nothing tells. */
export const machineEvidence = (
  blocks: readonly Block[],
  lines: readonly SourceLine[],
  unames: readonly Uname[] = [],
): MachineEvidence => {
  const own = blocks.filter((b) => b.kind !== 'foreign');
  const { release, evidence } = releaseOf(own, lines);
  const arch = archClues(own, lines, unames);
  const archName = first(arch);
  const n = release === null ? null : releaseNumber(release);
  const range = n === null || n === 0 ? null : { from: n, to: n };
  const tables = intersect([...eraClues(own), ...nameClues(zonesOf(own))].map((c) => c.range));
  const cpus = cpuClues(own, tables ?? range, archName);
  const cpu = first(cpus);
  return {
    release,
    arch: archName === 'i386' || archName === 'amd64' ? archName : null,
    cpus: cpu === null ? null : Number(cpu),
    evidence: [...evidence, ...arch, ...cpus],
  };
};
