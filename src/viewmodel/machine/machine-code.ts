/**
 * A machine as one short text for the link: `7.3,i386,1G,smp,kern.maxusers=384`. The empty text is
 * the thread's router. Reading is total: what is not understood is named, the rest is kept.
 */
import { bytes, GIB, KIB, MIB } from '../../base/units';
import { SEED_MACHINE, TUNABLES, makeMachine } from '../../sim';
import type { Arch, MachineSpec, Release } from '../../sim';

const RELEASES: readonly Release[] = ['6.2', '7.0', '7.3'];
const ARCHES: readonly Arch[] = ['i386', 'amd64'];
const UNITS = { '': 1, K: KIB, M: MIB, G: GIB } as const;

/**
 * A size as people write it: `300M`, `1.5G`, `83415040`, `256 MB`. K = 1,024 B.
 *
 * @returns bytes, or null where the text is no size
 */
export const parseSize = (text: string): number | null => {
  const found = /^(\d+(?:\.\d+)?)\s*([KMG]?)(?:i?B)?$/i.exec(text.trim());
  if (found === null) return null;
  const unit = (found[2] ?? '').toUpperCase() as keyof typeof UNITS;
  const value = Math.round(Number(found[1]) * UNITS[unit]);
  return Number.isSafeInteger(value) ? value : null;
};

/** The shortest exact way to write a size: `1536M`, `83415040`. */
export const sizeCode = (n: number): string => {
  for (const [suffix, unit] of [
    ['G', GIB],
    ['M', MIB],
    ['K', KIB],
  ] as const)
    if (n >= unit && n % unit === 0) return `${n / unit}${suffix}`;
  return String(n);
};

/** Every pair of release and architecture that the model knows. */
export const RELEASES_OF: readonly { readonly release: Release; readonly arch: Arch }[] = [
  { release: '6.2', arch: 'i386' },
  { release: '7.3', arch: 'i386' },
  { release: '6.2', arch: 'amd64' },
  { release: '7.0', arch: 'amd64' },
];

/** Loader tunables that the model takes. */
export const TUNABLE_NAMES: readonly string[] = TUNABLES.map((t) => t.name);

/** What the levers set; the rest of a machine is its architecture's default. */
export interface Levers {
  readonly release: Release;
  readonly arch: Arch;
  readonly ram: number;
  readonly smp: boolean;
  readonly pae: boolean;
  readonly kvaPages?: number;
  /** bytes of the AGP aperture; no lever moves it, and none takes it away */
  readonly agp: number;
  readonly tunables: Readonly<Record<string, number>>;
}

export const leversOf = (m: MachineSpec): Levers => ({
  release: m.release,
  arch: m.arch,
  ram: m.ram,
  smp: m.smp,
  pae: m.pae,
  ...(m.kvaPages === undefined ? {} : { kvaPages: m.kvaPages }),
  agp: m.agpAperture,
  tunables: m.tunables,
});

/** Levers → text. The router's own levers give the empty text. */
export const machineCode = (levers: Levers): string => {
  const code = [
    levers.release,
    levers.arch,
    sizeCode(levers.ram),
    ...(levers.smp ? ['smp'] : []),
    ...(levers.pae ? ['pae'] : []),
    ...(levers.kvaPages === undefined ? [] : [`kva=${levers.kvaPages}`]),
    ...(levers.agp === 0 ? [] : [`agp=${sizeCode(levers.agp)}`]),
    ...Object.entries(levers.tunables).map(([name, value]) => `${name}=${value}`),
  ].join(',');
  return code === ROUTER_CODE ? '' : code;
};
/** A machine as the same text, whatever it is an object of. */
export const machineKey = (m: MachineSpec): string => machineCode(leversOf(m)) || ROUTER_CODE;
const ROUTER_CODE = '6.2,i386,256M,agp=128M';

interface Parts {
  release: Release;
  arch: Arch;
  ram: number;
  smp: boolean;
  pae: boolean;
  kvaPages?: number;
  agp: number;
  readonly tunables: Record<string, number>;
  readonly unknown: string[];
}

/** A tunable is a plain number; the aperture is a size like that of RAM. */
const settingOf = (name: string, value: string): number => {
  if (name === 'agp') return parseSize(value) ?? NaN;
  return value === '' ? NaN : Number(value);
};

const takeSetting = (parts: Parts, name: string, value: number): void => {
  if (!Number.isSafeInteger(value) || value < 0) parts.unknown.push(`${name}=`);
  else if (name === 'kva') parts.kvaPages = value;
  else if (name === 'agp') parts.agp = value;
  else parts.tunables[name] = value;
};

const take = (parts: Parts, word: string): void => {
  const [name = '', value] = word.split('=', 2);
  const release = RELEASES.find((r) => r === word);
  const arch = ARCHES.find((a) => a === word);
  const size = parseSize(word);
  if (value !== undefined) takeSetting(parts, name, settingOf(name, value));
  else if (release !== undefined) parts.release = release;
  else if (arch !== undefined) parts.arch = arch;
  else if (word === 'smp') parts.smp = true;
  else if (word === 'pae') parts.pae = true;
  else if (size !== null) parts.ram = size;
  else parts.unknown.push(word);
};

export interface ReadMachine {
  readonly machine: MachineSpec;
  /** words of the text that mean nothing here */
  readonly unknown: readonly string[];
}

/** Text → machine. Never throws; the machine may still be one that cannot boot. */
export const readMachine = (code: string): ReadMachine => {
  if (code.trim() === '') return { machine: SEED_MACHINE, unknown: [] };
  const start = leversOf(makeMachine());
  const parts: Parts = { ...start, tunables: {}, unknown: [] };
  for (const word of code.split(',')) if (word !== '') take(parts, word);
  const { unknown, ram, agp, ...rest } = parts;
  return {
    machine: makeMachine({ ...rest, ram: bytes(ram), agpAperture: bytes(agp) }),
    unknown,
  };
};
