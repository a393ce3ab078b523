/**
 * The machine that a paste seems to come from: a RAM size on sale whose boot layout has the same
 * vm.kmem_size, to the byte.
 */
import { prefixed } from '../../base/derivation';
import type { AnyDerivation } from '../../base/derivation';
import type { Steps } from '../../base/steps';
import { MIB, bytes } from '../../base/units';
import type { KernelReport } from '../../import';
import { bootLayout, makeMachine } from '../../sim';
import type { BootLayout } from '../../sim';
import type { Notebook } from './notebook';
import type { MachineGuess } from './types';

/** RAM sizes that a machine of those years had, in MB. */
const RAM_SIZES_MB = [
  32, 64, 96, 128, 160, 192, 256, 320, 384, 512, 640, 768, 1024, 1536, 2048, 3072, 4096,
];

/** The machine of a paste and its layout. */
export interface Guess {
  readonly guess: MachineGuess;
  readonly layout: BootLayout;
}

const layoutOf = (mb: number, smp: boolean): BootLayout | null => {
  const r = bootLayout(makeMachine({ ram: bytes(mb * MIB), smp }));
  return r.ok ? r.value : null;
};

/** vm.kmem_size by RAM and SMP: it never changes, and a paste asks for all of them. */
const KMEM_SIZES = new Map<string, number | undefined>();
const kmemSizeOf = (mb: number, smp: boolean): number | undefined => {
  const key = `${mb} ${String(smp)}`;
  if (!KMEM_SIZES.has(key)) KMEM_SIZES.set(key, layoutOf(mb, smp)?.sysctl['vm.kmem_size']?.value);
  return KMEM_SIZES.get(key);
};

/**
 * The RAM size whose boot layout has the paste's vm.kmem_size; one boot a step.
 * @param size vm.kmem_size of the paste, in bytes
 * @returns null where no size of the list gives it
 */
export function* guessMachine(report: KernelReport, size: number | undefined): Steps<Guess | null> {
  if (size === undefined) return null;
  const smp = (report.machine.cpus ?? 1) > 1;
  let mb: number | undefined;
  for (const candidate of RAM_SIZES_MB) {
    const isFound = kmemSizeOf(candidate, smp) === size;
    yield;
    if (!isFound) continue;
    mb = candidate;
    break;
  }
  const layout = mb === undefined ? null : layoutOf(mb, smp);
  if (mb === undefined || layout === null) return null;
  const reason = `A machine with ${String(mb)} MB of RAM has this vm.kmem_size.`;
  return { layout, guess: { machine: layout.machine, exact: true, reason } };
}

/**
 * The layout under names of its own where an id of it stands for something else in the book: a
 * zone of the paste may have another item size than the model's.
 */
export const apart = (book: Notebook, layout: BootLayout): BootLayout => {
  const values = Object.values(layout.values);
  const clash = values.some((d) => {
    const known = book.get(d.id);
    return known !== undefined && known.value !== d.value;
  });
  if (!clash) return layout;
  const moved = <D extends AnyDerivation>(all: Readonly<Record<string, D>>): Record<string, D> =>
    Object.fromEntries(Object.entries(all).map(([name, d]) => [name, prefixed(d, 'boot:')]));
  return {
    ...layout,
    values: moved(layout.values),
    sysctl: moved(layout.sysctl),
    zoneLimits: moved(layout.zoneLimits),
  };
};
