/** The machine of the link at the end of its boot: what the room shows first. */
import { useState } from 'react';
import { machineFor } from '../../store/run/machine-for';
import { standRun } from '../../store/run/standing-run';
import type { StandingRun } from '../../store/run/standing-run';
import { selectMachine } from '../../store/machine-selectors';
import { useAppStore } from '../app/store-context';

/** @returns the machine that the link names when the room opens; the run follows the link from there */
export const useStanding = (): StandingRun => {
  const store = useAppStore();
  const [standing] = useState(() => {
    const state = store.getState();
    const { run } = state.link;
    return standRun(run, machineFor(run, selectMachine(state).machine), state.loaded);
  });
  return standing;
};
