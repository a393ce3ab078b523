/** The levers of the machine in the link, and a way to move one. */
import { useApp } from '../app/store-context';
import { selectMachine } from '../../store/machine-selectors';
import { leversOf, machineCode } from '../../viewmodel/machine/machine-code';
import type { LinkState } from '../../store/url-codec';
import type { Levers } from '../../viewmodel/machine/machine-code';

/**
 * What another machine makes of the rest of a link: a branch made by hand, and the position in it, are of
 * the machine before. A position in the scenario stays.
 */
export const onNewMachine = ({ by }: Pick<LinkState, 'by'>): Partial<LinkState> => ({
  why: '',
  band: '',
  ...(by === '' ? {} : { by: '', at: '' }),
});

/** @returns the levers as they stand, and a function that moves some of them */
export const useLevers = (): readonly [Levers, (change: Partial<Levers>) => void] => {
  const machine = useApp((s) => selectMachine(s).machine);
  const setLink = useApp((s) => s.setLink);
  const by = useApp((s) => s.link.by);
  const levers = leversOf(machine);
  return [
    levers,
    (change) => {
      setLink({ ...onNewMachine({ by }), machine: machineCode({ ...levers, ...change }) });
    },
  ];
};
