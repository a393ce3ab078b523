/**
 * What a paste says of its machine, before the model is asked: which modelled release comes
 * nearest, which kernel options its address space shows, how much RAM its tools speak of.
 */
import { MIB, PAGE_SIZE } from '../../base/units';
import type { KernelReport, SysctlRow, TopRow } from '../../import';
import type { Arch, Release } from '../../sim';
import { chooseBlocks } from '../explain/choose-blocks';
import { saidRam } from './told';

/** RAM sizes that machines are sold with, in MB. */
export const RAM_SIZES_MB: readonly number[] = [
  32, 48, 64, 96, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536,
  1792, 2048, 2560, 3072, 3584, 4096, 6144, 8192, 12288, 16384, 24576, 32768, 49152, 65536, 98304,
  131072, 196608, 262144,
];

interface Span {
  readonly release: Release;
  readonly arch: Arch;
  /** releases that it stands for: 600 = 6.0, 699 = the end of 6 */
  readonly from: number;
  readonly to: number;
  readonly own: number;
}
/** What the model holds, and the releases that it comes nearest to. */
const SPANS: readonly Span[] = [
  { release: '6.2', arch: 'i386', from: 600, to: 699, own: 602 },
  { release: '7.3', arch: 'i386', from: 700, to: 799, own: 703 },
  { release: '6.2', arch: 'amd64', from: 600, to: 699, own: 602 },
  { release: '7.0', arch: 'amd64', from: 700, to: 799, own: 700 },
];

const NUMBER = /(\d{1,2})(?:\.(\d{1,2}))?/g;
const asNumber = (major: string, minor: string | undefined, last: boolean): number =>
  Number(major) * 100 + (minor === undefined ? (last ? 99 : 0) : Number(minor));

/** `6.2` → 602 to 602, `6–7` → 600 to 799, `13+` → 1300 on, `up to 9` → 0 to 999. */
export const releaseSpan = (release: string): { readonly from: number; readonly to: number } => {
  const found = [...release.matchAll(NUMBER)];
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined) return { from: 0, to: 9999 };
  const from = release.startsWith('up to') ? 0 : asNumber(first[1] ?? '', first[2], false);
  const to = release.endsWith('+') ? 9999 : asNumber(last[1] ?? '', last[2], true);
  return { from, to };
};

export interface NearestRelease {
  readonly release: Release;
  /** the text names just this release */
  readonly exact: boolean;
}

/** The modelled release that the named one comes nearest to; null where it is outside of all. */
export const nearestRelease = (named: string | null, arch: Arch): NearestRelease | null => {
  const mine = SPANS.filter((s) => s.arch === arch);
  if (named === null) return { release: '6.2', exact: false };
  const { from, to } = releaseSpan(named);
  const span = mine.find((s) => s.from <= to && s.to >= from);
  if (span === undefined) return null;
  return { release: span.release, exact: from === to && from === span.own };
};

/** Releases that can be laid out on that architecture, for a sentence. */
export const modelledOn = (arch: Arch): string =>
  SPANS.filter((s) => s.arch === arch)
    .map((s) => s.release)
    .join(' and ');

const MEMORY = ['active', 'inact', 'laundry', 'wired', 'cache', 'free'] as const;

/** All of RAM by top's memory line; `Buf` and the ARC lie inside Wired. */
export const ramByTop = (row: TopRow): number =>
  MEMORY.reduce((sum, name) => sum + (row.fields[name] ?? 0), 0);

/** The smallest size on sale that holds that much. */
export const soldRam = (bytes: number): number | null => {
  const mb = RAM_SIZES_MB.find((size) => size * MIB >= bytes);
  return mb === undefined ? null : mb * MIB;
};

/** Page tables of 4 MB and the last page, which `vm.kvm_size` leaves out (i386). */
const TABLE = 4 * MIB;
const MOST_TABLES = 768;
const LEAST_TABLES = 64;

export interface KvaOptions {
  readonly smp: boolean;
  readonly kvaPages: number;
}

/** `KVA_PAGES` and `options SMP` of an i386 kernel, by its vm.kvm_size. */
export const kvaOptions = (kvmSize: number): KvaOptions | null => {
  for (const smp of [false, true]) {
    const tables = (kvmSize + PAGE_SIZE + (smp ? TABLE : 0)) / TABLE;
    if (tables % 4 === 0 && tables >= LEAST_TABLES && tables <= MOST_TABLES)
      return { smp, kvaPages: tables };
  }
  return null;
};

export interface MachineClues {
  readonly sysctl: ReadonlyMap<string, SysctlRow>;
  /** kmem_map as the panic had it, where nothing else tells its size */
  readonly panicTotal: { readonly value: number; readonly line: number } | null;
  readonly top: { readonly bytes: number; readonly line: number } | null;
  /** RAM in bytes as the reader of the page says */
  readonly said: number | null;
  /** stacks and address spaces that exist: USED + FREE of THREAD and VMSPACE */
  readonly threads: number | null;
  readonly vmspaces: number | null;
  readonly limits: readonly { readonly zone: string; readonly limit: number }[];
}

/** Collects them from the tables of one moment. */
export const machineClues = (report: KernelReport): MachineClues => {
  const chosen = chooseBlocks(report);
  const rows = chosen.z?.rows ?? [];
  const exist = (name: string): number | null => {
    const row = rows.find((r) => r.name === name);
    return row === undefined ? null : row.used + row.free;
  };
  const memory = report.blocks
    .flatMap((b) => (b.kind === 'top' ? b.rows : []))
    .find((r) => r.label.startsWith('Mem') && r.fields['free'] !== undefined);
  const total = chosen.panic?.allocated;
  return {
    sysctl: chosen.sysctl,
    panicTotal:
      chosen.panic === null || total === undefined || total <= 0
        ? null
        : { value: total, line: chosen.panic.line },
    top: memory === undefined ? null : { bytes: ramByTop(memory), line: memory.line },
    said: saidRam(report),
    threads: exist('THREAD'),
    vmspaces: exist('VMSPACE'),
    limits: rows.filter((r) => r.limit > 0).map((r) => ({ zone: r.name, limit: r.limit })),
  };
};
