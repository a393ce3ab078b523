/** What the Machine room reads before anything else: the machine of the levers, and its layout. */
import { SEED_MACHINE, bootLayout } from '../sim';
import type { BootLayout, LayoutError, MachineSpec } from '../sim';
import { readMachine } from '../viewmodel/machine/machine-code';
import type { ReadMachine } from '../viewmodel/machine/machine-code';
import type { AppState } from './app-store';
import { PASTED } from './run/pasted';

/** A function that remembers its last answer. */
export const remember = <A, R>(f: (a: A) => R): ((a: A) => R) => {
  let last: { a: A; r: R } | undefined;
  return (a) => {
    if (last === undefined || last.a !== a) last = { a, r: f(a) };
    return last.r;
  };
};

const seedLayout = remember((machine: typeof SEED_MACHINE): BootLayout | null => {
  const result = bootLayout(machine);
  return result.ok ? result.value : null;
});

/** The Machine room's machine: its levers, and its layout or why it has none. */
export interface MachineView extends ReadMachine {
  readonly layout: BootLayout | null;
  readonly error: LayoutError | null;
}

const viewOf = (read: ReadMachine): MachineView => {
  const result = bootLayout(read.machine);
  return {
    ...read,
    layout: result.ok ? result.value : null,
    error: result.ok ? null : result.error,
  };
};

/** What the levers of a link make: see `machine-code.ts`. */
export const machineOf = remember((code: string): MachineView => viewOf(readMachine(code)));

/** The machine that a paste was loaded into: its link leaves it out while no lever has moved. */
const loadedOf = remember((machine: MachineSpec): MachineView => viewOf({ machine, unknown: [] }));

/** What the levers of the Machine room make. */
export const selectMachine = ({ link, loaded }: AppState): MachineView =>
  link.run === PASTED && link.machine === '' && loaded !== null
    ? loadedOf(loaded.machine)
    : machineOf(link.machine);

/** Whether the run is the thread's own: its machine, up to its panic. */
export const isOfThread = ({ link }: AppState): boolean =>
  link.run === 'ng_nat' && link.machine === '';

/** The boot layout of the thread's router. */
export const selectLayout = (): BootLayout | null => seedLayout(SEED_MACHINE);

/** Whether the simulator can run a machine: 6.2 on i386 with one CPU and no PAE. */
export const canSimulate = ({ machine }: MachineView): boolean =>
  machine.release === '6.2' && machine.arch === 'i386' && !machine.smp && !machine.pae;
