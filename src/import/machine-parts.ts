/**
 * Architecture, CPUs and page size: what sysctl, uname and boot messages say, and what the sizes of
 * UMA's own zones show (FreeBSD sys/vm/uma_core.c uma_startup(), sys/vm/uma_int.h).
 */
import type { Block, Evidence, SysctlRow, ZoneRow } from './types';
import type { ReleaseRange } from './machine-clues';
import type { SourceLine } from './text/lines';
import type { Uname } from './text/uname';

/** One zone row for each name, the first: a log prints the same zone thousands of times. */
export const zonesOf = (blocks: readonly Block[]): readonly ZoneRow[] => {
  const known = ZONES_OF.get(blocks);
  if (known !== undefined) return known;
  const first = new Map<string, ZoneRow>();
  for (const b of blocks)
    if (b.kind === 'vmstat-z') for (const r of b.rows) if (!first.has(r.name)) first.set(r.name, r);
  const zones = [...first.values()];
  ZONES_OF.set(blocks, zones);
  return zones;
};

/** Several clues ask for the same zones. */
const ZONES_OF = new WeakMap<readonly Block[], readonly ZoneRow[]>();

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
    return arch === null ? [] : [{ about: 'arch', value: arch, line, reason, confidence: 'sure' }];
  }),
  ...lines.flatMap(({ compact, line }): Evidence[] => {
    if (compact.length > LONGEST_TOLD) return [];
    const value = ARCH_WORD.exec(compact)?.[1];
    const reason = 'the line names the architecture';
    return value === undefined ? [] : [{ about: 'arch', value, line, reason, confidence: 'weak' }];
  }),
];

/** Items that hold pointers, by what sizeof gives with pointers of 4 and of 8 B. */
const SIZES: Readonly<Record<string, Readonly<Record<'i386' | 'amd64', readonly number[]>>>> = {
  'UMA Kegs': { i386: [140], amd64: [208, 384] },
  '16 Bucket': { i386: [76], amd64: [152, 144] },
  '32 Bucket': { i386: [140], amd64: [280] },
  '64 Bucket': { i386: [268], amd64: [536] },
  '128 Bucket': { i386: [524], amd64: [1048] },
  'MAP ENTRY': { i386: [68, 72], amd64: [112, 120, 96] },
  'VM OBJECT': { i386: [132], amd64: [216, 224, 232, 240, 248, 256] },
};

const told = (about: Evidence['about'], r: SysctlRow): Evidence => ({
  about,
  value: r.value,
  line: r.line,
  reason: `${r.name} says so`,
  confidence: 'sure',
});

const likely = (
  about: Evidence['about'],
  value: string,
  line: number,
  reason: string,
): Evidence => ({ about, value, line, reason, confidence: 'likely' });

const sysctlsOf = (blocks: readonly Block[]): SysctlRow[] =>
  blocks.flatMap((b) => (b.kind === 'sysctl' ? b.rows : []));

const archSysctl = (r: SysctlRow): Evidence[] => {
  if (/^hw\.machine(?:_arch)?$/.test(r.name) && /^(?:i386|amd64)$/.test(r.value))
    return [told('arch', r)];
  if (r.name !== 'vm.kvm_size' || r.number === undefined || r.number <= 0) return [];
  const small = r.number < GIB_4;
  const reason = `vm.kvm_size is ${r.value} B, ${small ? 'less' : 'more'} than 4 GB of kernel addresses`;
  return [likely('arch', small ? 'i386' : 'amd64', r.line, reason)];
};

const HASH_ZONE = 'UMA Hash';

const archZone = (zone: ZoneRow): Evidence[] => {
  if (zone.name === HASH_ZONE) {
    const value = HASH_ARCH[zone.size];
    if (value === undefined) return [];
    const reason = `UMA Hash items of ${zone.size} B are ${HASH_POINTERS} pointers of ${zone.size / HASH_POINTERS} B`;
    return [likely('arch', value, zone.line, reason)];
  }
  // A zone may be called `__proto__`.
  const sizes = Object.hasOwn(SIZES, zone.name) ? SIZES[zone.name] : undefined;
  if (sizes === undefined) return [];
  const arch = sizes.i386.includes(zone.size)
    ? 'i386'
    : sizes.amd64.includes(zone.size)
      ? 'amd64'
      : null;
  const reason = `${zone.name} items have ${zone.size} B on ${arch ?? ''} only`;
  return arch === null ? [] : [likely('arch', arch, zone.line, reason)];
};

/** @param lines those that name FreeBSD */
export const archClues = (
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

export const cpuClues = (
  blocks: readonly Block[],
  range: ReleaseRange | null,
  arch: string | null,
): Evidence[] => {
  const out: Evidence[] = sysctlsOf(blocks).flatMap((r) =>
    r.name === 'hw.ncpu' && r.number !== undefined ? [told('cpus', r)] : [],
  );
  if (arch !== 'i386' || range === null || range.to >= R7) return out;
  for (const zone of zonesOf(blocks)) {
    const cpus = (zone.size - ZONE_BASE) / CACHE_SIZE;
    if (zone.name === 'UMA Zones' && Number.isInteger(cpus) && cpus >= 1 && cpus <= MOST_CPUS)
      out.push(
        likely(
          'cpus',
          String(cpus),
          zone.line,
          `UMA Zones items of ${zone.size} B are ${ZONE_BASE} B and ${CACHE_SIZE} B for each CPU (6.x)`,
        ),
      );
  }
  return out;
};

/** FreeBSD sys/kern/subr_smp.c mp_start(), sys/x86/x86/mp_x86.c: printed at boot. */
const SMP_LINE = /FreeBSD\/SMP: Multiprocessor System Detected: (\d{1,4}) CPUs/;

/**
 * What the boot messages say of CPUs.
 * @param lines those that name FreeBSD
 */
export const cpuWords = (lines: readonly SourceLine[]): Evidence[] =>
  lines.flatMap(({ compact, line }): Evidence[] => {
    const value = SMP_LINE.exec(compact)?.[1];
    const reason = 'the kernel counts its CPUs at boot';
    return value === undefined ? [] : [{ about: 'cpus', value, line, reason, confidence: 'sure' }];
  });

const PAGE_NAMES = /^(?:hw\.pagesize|vm\.stats\.vm\.v_page_size)$/;
const PAGE = 4096;

/** Page size: a sysctl, `vmstat -s`, or what the architecture has (sys/i386 and sys/amd64 include/param.h). */
export const pageClues = (blocks: readonly Block[], arch: string | null): Evidence[] => {
  const said = sysctlsOf(blocks)
    .filter((r) => PAGE_NAMES.test(r.name) && r.number !== undefined)
    .map((r) => told('page size', r));
  const counted = blocks
    .flatMap((b) => (b.kind === 'vmstat-s' ? b.rows : []))
    .filter((r) => r.name === 'bytes per page')
    .map((r): Evidence => ({
      about: 'page size',
      value: String(r.value),
      line: r.line,
      reason: 'vmstat -s prints the bytes per page',
      confidence: 'sure',
    }));
  const known: Evidence[] =
    arch === null
      ? []
      : [
          {
            about: 'page size',
            value: String(PAGE),
            reason: `${arch} has pages of 4,096 B`,
            confidence: 'likely',
          },
        ];
  return [...said, ...counted, ...known];
};
