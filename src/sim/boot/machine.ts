/** Machines: defaults for what a person leaves out, and the thread's own router. */
import { MIB, PAGE_SIZE, bytes, kva } from '../../base/units';
import type { MachineSpec } from './types';

/** amd64 has no dump to fit: a guess, kernel, modules and the first stack (four pages) in 15 MB. */
const AMD64_KERNEL_END = 15 * MIB - 4 * PAGE_SIZE;

/** Fills a partial machine with the defaults of its architecture. Checks nothing. */
export const makeMachine = (partial: Partial<MachineSpec> = {}): MachineSpec => {
  const isAmd64 = partial.arch === 'amd64';
  return {
    release: '6.2',
    arch: 'i386',
    ram: bytes(256 * MIB),
    smp: false,
    pae: false,
    tunables: {},
    kernelEnd: bytes(isAmd64 ? AMD64_KERNEL_END : 16 * MIB),
    reservedTop: bytes(64 * 1024),
    agpAperture: bytes(0),
    threads: isAmd64 ? 300 : 150,
    vmspaces: 104,
    ...partial,
  };
};

/** The thread's router: 256 MB, uniprocessor, `vm.kvm_free` 704638976, a 128 MB aperture inferred. */
export const SEED_MACHINE: MachineSpec = makeMachine({
  agpAperture: bytes(128 * MIB),
  kernelVmEnd: kva(0xd6000000n),
});
