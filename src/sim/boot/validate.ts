/**
 * Refuses machines that cannot be, before anything is computed: one clear sentence each, with what
 * was found, what was expected and what to do. What the kernel itself would clamp is left to the
 * stages, which note it.
 */
import { formatBytes, formatCount } from '../../base/format';
import { GIB } from '../../base/units';
import { err, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { INT_MAX, constantsOf, modelledOn } from './constants';
import type { MachineConstants } from './constants';
import { MAXBCACHE_LEAST, findTunable, tunableApplies } from './tunables';
import type { Tunable } from './tunables';
import type { LayoutError, MachineSpec } from './types';

type Wrong = LayoutError | undefined;
const fail = (field: string, message: string): LayoutError => ({ field, message });
const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && Number(n) >= 0;

/** Above this, nbuf × 16,384 overflows an `int` in vm_ksubmap_init() (6.2). */
const MOST_BUFFERS = Math.floor(INT_MAX / 16384);
/** 36 bits. */
const PAE_MOST = 64 * GIB;
/** The direct map has one slot of the uppermost page table (`NDMPML4E`). */
const DIRECT_MAP_MOST = 512 * GIB;

const checkWholeNumbers = (m: MachineSpec): Wrong => {
  const fields = ['ram', 'kernelEnd', 'reservedTop', 'agpAperture', 'threads', 'vmspaces'] as const;
  const bad = [...fields.map((f) => [f, m[f]] as const), ...Object.entries(m.tunables)].find(
    ([, value]) => !isCount(value),
  );
  return bad === undefined
    ? undefined
    : fail(
        bad[0],
        `${bad[0]} is ${String(bad[1])}: expected a whole number, 0 or more. Correct it.`,
      );
};

const checkI386Ram = (m: MachineSpec): Wrong => {
  if (m.pae && m.ram > PAE_MOST)
    return fail('ram', `RAM is ${formatBytes(m.ram)}: PAE reaches 64 GB. Give at most 64 GB.`);
  if (!m.pae && m.ram > 4 * GIB)
    return fail(
      'ram',
      `RAM is ${formatBytes(m.ram)}: an i386 kernel without PAE ignores what lies above 4 GB. Give at most 4 GB, or set PAE.`,
    );
  return undefined;
};

const checkRam = (m: MachineSpec): Wrong => {
  if (m.ram === 0)
    return fail('ram', 'RAM is 0 B: a kernel needs some to be loaded into. Give RAM.');
  if (m.arch === 'i386') return checkI386Ram(m);
  return m.ram > DIRECT_MAP_MOST
    ? fail(
        'ram',
        `RAM is ${formatBytes(m.ram)}: the direct map of this release holds 512 GB. Give less RAM.`,
      )
    : undefined;
};

const checkOptions = (m: MachineSpec, k: MachineConstants): Wrong => {
  if (m.arch === 'amd64')
    return m.pae || m.kvaPages !== undefined
      ? fail('pae', 'PAE and KVA_PAGES were given for amd64: they belong to i386. Leave them out.')
      : undefined;
  const [least, most] = k.kvaPagesRange;
  const pages = m.kvaPages ?? k.kvaPages;
  const isRight = pages >= least && pages <= most && pages % k.kvaPagesStep === 0;
  return isRight
    ? undefined
    : fail(
        'kvaPages',
        `KVA_PAGES is ${String(pages)}: expected a multiple of ${String(k.kvaPagesStep)} from ${String(least)} to ${String(most)}. Correct it.`,
      );
};

const checkKernelEnd = (m: MachineSpec, k: MachineConstants): Wrong =>
  m.kernelEnd > k.kernload
    ? undefined
    : fail(
        'kernelEnd',
        `The kernel ends at ${formatBytes(m.kernelEnd)}, but it is loaded at ${formatBytes(k.kernload)}. Give an end above that.`,
      );

const checkRange = (name: string, value: number, t: Tunable): Wrong => {
  if (value === 0 && t.zero !== undefined) return undefined;
  return value >= t.min && value <= t.max
    ? undefined
    : fail(
        name,
        `${name} is ${formatCount(value)}: expected ${formatCount(t.min)} to ${formatCount(t.max)}. Correct it or leave it out.`,
      );
};

const checkTunables = (m: MachineSpec): Wrong => {
  for (const [name, value] of Object.entries(m.tunables)) {
    const row = findTunable(name);
    if (row === undefined || !tunableApplies(row, m.release, m.arch)) continue;
    const wrong = checkRange(name, value, row);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
};

/** Products that the kernel computes in an `int` and does not check. */
const checkProducts = (m: MachineSpec): Wrong => {
  const bcache = m.tunables['kern.maxbcache'] ?? 0;
  if (bcache > 0 && bcache < MAXBCACHE_LEAST)
    return fail(
      'kern.maxbcache',
      `kern.maxbcache is ${formatCount(bcache)} B, less than one buffer of 16,384 B. Give more, or 0 for no ceiling.`,
    );
  const nbuf = m.tunables['kern.nbuf'] ?? 0;
  return m.release !== '7.3' && nbuf > MOST_BUFFERS
    ? fail(
        'kern.nbuf',
        `kern.nbuf is ${formatCount(nbuf)}: nbuf × 16,384 overflows an int above ${formatCount(MOST_BUFFERS)}. Give less.`,
      )
    : undefined;
};

/**
 * Checks a machine.
 * @returns the constants of its kernel, or the first thing that is wrong with it
 */
export const validate = (m: MachineSpec): Result<MachineConstants, LayoutError> => {
  const k = constantsOf(m);
  if (k === undefined)
    return err(
      fail(
        'release',
        `FreeBSD ${m.release} on ${m.arch} is not modelled. Choose ${modelledOn(m.arch).join(' or ')}.`,
      ),
    );
  const wrong =
    checkWholeNumbers(m) ??
    checkRam(m) ??
    checkOptions(m, k) ??
    checkKernelEnd(m, k) ??
    checkTunables(m) ??
    checkProducts(m);
  return wrong === undefined ? ok(k) : err(wrong);
};
