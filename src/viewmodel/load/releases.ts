/** What a newer release would give the same machine. The simulator runs 6.2 alone: only the boot is reckoned. */
import type { Derivation } from '../../base/derivation';
import { prefixed } from '../../base/derivation';
import { bootLayout } from '../../sim';
import type { MachineSpec } from '../../sim';
import { RELEASES_OF, leversOf } from '../machine/machine-code';
import { machineWith } from '../machine/moved';

/** A release beside that of the paste. */
export interface OtherRelease {
  /** `7.3 i386` */
  readonly name: string;
  /** `vm.kmem_size` that its boot gives the same RAM; null where it cannot boot there */
  readonly kmemSize: Derivation | null;
  /** why it cannot boot; empty where it can */
  readonly why: string;
}

/** Every other release of the model on the same RAM, without settings of the loader. */
export const otherReleases = (machine: MachineSpec): readonly OtherRelease[] =>
  RELEASES_OF.filter((r) => r.release !== machine.release || r.arch !== machine.arch).map(
    ({ release, arch }) => {
      const name = `${release} ${arch}`;
      const levers = { ...leversOf(machine), tunables: {}, agp: 0, pae: false };
      const made = bootLayout(machineWith(levers, { release, arch }));
      if (!made.ok) return { name, kmemSize: null, why: made.error.message };
      const size = made.value.sysctl['vm.kmem_size'];
      return {
        name,
        kmemSize: size === undefined ? null : prefixed(size, `load.release.${release}-${arch}:`),
        why: '',
      };
    },
  );
