/** The levers of the machine in the link, and a way to move one. */
import { useApp } from '../app/store-context';
import { selectMachine } from '../../store/machine-selectors';
import { leversOf, machineCode } from '../../viewmodel/machine/machine-code';
import type { Levers } from '../../viewmodel/machine/machine-code';

/** @returns the levers as they stand, and a function that moves some of them */
export const useLevers = (): readonly [Levers, (change: Partial<Levers>) => void] => {
  const machine = useApp((s) => selectMachine(s).machine);
  const setLink = useApp((s) => s.setLink);
  const levers = leversOf(machine);
  return [
    levers,
    (change) => {
      setLink({ machine: machineCode({ ...levers, ...change }), why: '', band: '' });
    },
  ];
};
