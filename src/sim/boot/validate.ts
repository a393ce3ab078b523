/** Machines that cannot be: one clear sentence each, before anything is computed. */
import { GIB, MIB } from '../../base/units';
import { MODELLED, defaultKvaPages } from './constants';
import { MIN_RAM } from './regions';
import type { LayoutError, MachineSpec } from './types';

/** Loader tunables that the model takes, with their unit and what they decide. */
export const TUNABLES: readonly {
  readonly name: string;
  readonly unit: 'B' | 'count';
  readonly affects: string;
}[] = [
  { name: 'kern.maxusers', unit: 'count', affects: 'everything derived from maxusers' },
  { name: 'kern.maxproc', unit: 'count', affects: 'files, callouts, PV entries, map entries' },
  { name: 'kern.maxfiles', unit: 'count', affects: 'callouts, sockets, map entries' },
  { name: 'kern.ncallout', unit: 'count', affects: 'buffer tables' },
  { name: 'vm.kmem_size', unit: 'B', affects: 'kmem_map' },
  { name: 'vm.kmem_size_max', unit: 'B', affects: 'kmem_map' },
  { name: 'vm.kmem_size_min', unit: 'B', affects: 'kmem_map (7.3)' },
  { name: 'vm.kmem_size_scale', unit: 'count', affects: 'kmem_map' },
  { name: 'kern.ipc.nmbclusters', unit: 'count', affects: 'floor of kmem_map, sockets' },
  { name: 'kern.ipc.maxsockets', unit: 'count', affects: 'socket zones' },
  { name: 'kern.nbuf', unit: 'count', affects: 'buffer_map, pager_map' },
  { name: 'kern.maxbcache', unit: 'B', affects: 'buffer_map' },
  { name: 'kern.maxswzone', unit: 'B', affects: 'SWAPMETA' },
  { name: 'vm.pmap.shpgperproc', unit: 'count', affects: 'PV entries' },
  { name: 'kern.ipc.nsfbufs', unit: 'count', affects: 'sf_bufs' },
  { name: 'kern.ipc.maxpipekva', unit: 'B', affects: 'pipe_map' },
  { name: 'vm.exec_map_entries', unit: 'count', affects: 'exec_map' },
  { name: 'vm.boot_pages', unit: 'count', affects: 'UMA boot pages' },
  { name: 'hw.physmem', unit: 'B', affects: 'RAM that is used' },
];

export const knownTunable = (name: string): boolean => TUNABLES.some((t) => t.name === name);

type Check = (m: MachineSpec) => LayoutError | undefined;
const fail = (field: string, message: string): LayoutError => ({ field, message });
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

const CHECKS: readonly Check[] = [
  (m) =>
    MODELLED[m.arch].includes(m.release)
      ? undefined
      : fail(
          'release',
          `FreeBSD ${m.release} on ${m.arch} is not modelled. Choose ${MODELLED[m.arch].join(' or ')}.`,
        ),
  (m) => {
    const fields = [
      'ram',
      'kernelEnd',
      'reservedTop',
      'agpAperture',
      'threads',
      'vmspaces',
    ] as const;
    const bad = fields.find((f) => !isCount(m[f]));
    return bad === undefined
      ? undefined
      : fail(bad, `${bad} is ${String(m[bad])}: expected a whole number, 0 or more.`);
  },
  (m) => {
    const bad = Object.entries(m.tunables).find(([, v]) => !isCount(v));
    return bad === undefined
      ? undefined
      : fail(bad[0], `${bad[0]} is ${String(bad[1])}: expected a whole number, 0 or more.`);
  },
  (m) =>
    m.ram >= MIN_RAM
      ? undefined
      : fail(
          'ram',
          `${String(m.ram)} B of RAM cannot boot this kernel: it ends at ${String(m.kernelEnd)} B. Give at least ${String(MIN_RAM / MIB)} MB.`,
        ),
  (m) =>
    m.ram >= m.kernelEnd + m.reservedTop + 4 * MIB
      ? undefined
      : fail('ram', 'RAM ends before the kernel does. Give more RAM or a smaller kernel end.'),
  (m) =>
    m.arch === 'i386' && !m.pae && m.ram > 4 * GIB
      ? fail(
          'ram',
          'An i386 kernel without PAE reaches 4 GB of RAM. Give at most 4 GB, or set PAE.',
        )
      : undefined,
  (m) =>
    m.arch === 'i386' && m.ram > 64 * GIB
      ? fail('ram', 'PAE reaches 64 GB of RAM. Give at most 64 GB.')
      : undefined,
  (m) =>
    m.ram > 1024 * GIB
      ? fail('ram', 'The direct map of this release holds 512 GB. Give less RAM.')
      : undefined,
  (m) =>
    m.arch === 'amd64' && (m.pae || m.kvaPages !== undefined)
      ? fail('pae', 'PAE and KVA_PAGES belong to i386. Leave them out on amd64.')
      : undefined,
  (m) => {
    const n = m.kvaPages ?? defaultKvaPages(m.pae);
    const most = m.pae ? 1536 : 768;
    return n >= 64 && n <= most && n % 4 === 0
      ? undefined
      : fail(
          'kvaPages',
          `KVA_PAGES is ${String(n)}: expected a multiple of 4 from 64 to ${String(most)}.`,
        );
  },
];

/** The first reason why this machine cannot be laid out, or undefined. */
export const validate = (m: MachineSpec): LayoutError | undefined => {
  for (const check of CHECKS) {
    const bad = check(m);
    if (bad !== undefined) return bad;
  }
  return undefined;
};
