/** From the clues to a laid-out machine: release, options, RAM, settings, aperture. */
import { GIB, MIB, PAGE_SIZE, bytes, kva } from '../../base/units';
import type { KernelReport } from '../../import';
import { TUNABLES, bootLayout, makeMachine } from '../../sim';
import type { Arch, BootLayout, MachineSpec } from '../../sim';
import { kvaOptions, nearestRelease, soldRam } from './machine-clues';
import type { MachineClues } from './machine-clues';
import { fitRam, saidRamFit, toldRam } from './machine-ram';
import type { RamFit } from './machine-ram';

const KVA_DEFAULT = 256;

/** The architecture, and whether the text tells it. */
export const archOf = (report: KernelReport): Arch => report.machine.arch ?? 'i386';

/** The machine as the text describes it, RAM aside. Null where its release is not modelled. */
const described = (report: KernelReport, clues: MachineClues): MachineSpec | null => {
  const arch = archOf(report);
  const near = nearestRelease(report.machine.release, arch);
  if (near === null) return null;
  const size = clues.sysctl.get('vm.kvm_size')?.number;
  const options = arch === 'i386' && size !== undefined ? kvaOptions(size) : null;
  const tunables = Object.fromEntries(
    ['vm.kmem_size_scale', 'vm.kmem_size_max'].flatMap((name) => {
      const value = clues.sysctl.get(name)?.number;
      return value !== undefined && value > 0 ? [[name, value]] : [];
    }),
  );
  return makeMachine({
    arch,
    release: near.release,
    smp: options?.smp ?? (report.machine.cpus ?? 1) > 1,
    pae: arch === 'i386' && (clues.said ?? clues.top?.bytes ?? 0) > 4 * GIB,
    tunables,
    ...(options === null || options.kvaPages === KVA_DEFAULT ? {} : { kvaPages: options.kvaPages }),
    ...(clues.threads === null ? {} : { threads: clues.threads }),
    ...(clues.vmspaces === null ? {} : { vmspaces: clues.vmspaces }),
  });
};

/** A default that the kernel would have chosen anyway is no setting. */
const dropDefaults = (layout: BootLayout): BootLayout => {
  const bare = bootLayout({ ...layout.machine, tunables: {} });
  if (!bare.ok) return layout;
  const kept = Object.entries(layout.machine.tunables).filter(
    ([name, value]) => bare.value.sysctl[name]?.value !== value,
  );
  const again = bootLayout({ ...layout.machine, tunables: Object.fromEntries(kept) });
  return again.ok ? again.value : layout;
};

/** Settings that the paste shows and the formulas do not give: taken as loader tunables. */
const adopt = (layout: BootLayout, clues: MachineClues): BootLayout => {
  const set = TUNABLES.flatMap(({ name }) => {
    const printed = clues.sysctl.get(name)?.number;
    const ours = layout.sysctl[name]?.value;
    const differs = printed !== undefined && ours !== undefined && printed !== ours;
    return differs && printed > 0 && name !== 'vm.kmem_size' ? [[name, printed] as const] : [];
  });
  if (set.length === 0) return layout;
  const tunables = { ...layout.machine.tunables, ...Object.fromEntries(set) };
  const again = bootLayout({ ...layout.machine, tunables });
  return again.ok ? again.value : layout;
};

/** Apertures that a BIOS offers, largest first. */
const APERTURES = [256, 128, 64];

/**
 * The high-water mark of page tables from vm.kvm_free. What it leaves unexplained above 64 MB is
 * taken for an AGP aperture, which the driver of 6.2 maps in full.
 */
const withHighWater = (layout: BootLayout, clues: MachineClues): BootLayout => {
  const free = clues.sysctl.get('vm.kvm_free')?.number;
  const size = layout.sysctl['vm.kvm_size']?.value;
  const root = layout.regions.find((r) => r.parent === null);
  if (free === undefined || size === undefined || root === undefined || free > size) return layout;
  const marked = bootLayout({
    ...layout.machine,
    kernelVmEnd: kva(root.start + BigInt(size - free)),
  });
  if (!marked.ok) return layout;
  const rest = marked.value.regions.find((r) => r.id === 'device_and_rounding')?.size ?? 0;
  const aperture = APERTURES.find((mb) => mb * MIB <= rest);
  if (aperture === undefined || layout.machine.release !== '6.2' || layout.machine.arch !== 'i386')
    return marked.value;
  const mapped = bootLayout({
    ...marked.value.machine,
    agpAperture: bytes(aperture * MIB),
  });
  return mapped.ok ? mapped.value : marked.value;
};

/** RAM by hw.physmem or by top, as the size on sale that holds it. */
export const toldOf = (clues: MachineClues): { bytes: number; line: number } | null => {
  const row = clues.sysctl.get('hw.physmem') ?? clues.sysctl.get('hw.realmem');
  const found = row?.number === undefined ? clues.top : { bytes: row.number, line: row.line };
  const sold = found === null ? null : soldRam(found.bytes);
  return found === null || sold === null ? null : { bytes: sold, line: found.line };
};

/** Bytes of kmem_map: the sysctl, else the panic's total. */
export const kmemOf = (clues: MachineClues): { value: number; line: number } | null => {
  const row = clues.sysctl.get('vm.kmem_size');
  if (row?.number !== undefined && row.number > 0) return { value: row.number, line: row.line };
  return clues.panicTotal;
};

const ramFit = (machine: MachineSpec, clues: MachineClues): RamFit | null => {
  const told = toldOf(clues)?.bytes ?? null;
  const kmem = kmemOf(clues);
  if (clues.said !== null) return saidRamFit(machine, clues.said, kmem?.value ?? null);
  if (kmem !== null) return fitRam(machine, kmem.value, told);
  return told === null ? null : toldRam(machine, told);
};

/** The machine of a paste, or null where release or size cannot be had. */
export const layMachine = (report: KernelReport, clues: MachineClues): RamFit | null => {
  const machine = described(report, clues);
  if (machine === null || (report.machine.pageSize ?? PAGE_SIZE) !== PAGE_SIZE) return null;
  const fit = ramFit(machine, clues);
  if (fit === null) return null;
  const layout = withHighWater(adopt(dropDefaults(fit.layout), clues), clues);
  return { layout, way: fit.way };
};
