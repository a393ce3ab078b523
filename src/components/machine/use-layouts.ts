/** Remembers the layout before the last lever. */
import { useMemo, useState } from 'react';
import { machineFor } from '../../store/run/machine-for';
import type { MachineView } from '../../store/machine-selectors';
import { layoutOf } from '../../viewmodel/machine/moved';
import { machineKey } from '../../viewmodel/machine/machine-code';
import { useApp } from '../app/store-context';
import type { Moves } from './moves-context';

/** @returns the layout of the machine that is shown, and of the one before, until a scenario is chosen */
export const useLayouts = (view: MachineView, isRunning: boolean): Moves => {
  const run = useApp((s) => s.link.run);
  const shown = isRunning ? machineFor(run, view.machine) : view.machine;
  const code = machineKey(shown);
  const now = useMemo(
    () => (shown === view.machine ? view.layout : layoutOf(shown)),
    [shown, view],
  );
  const [kept, setKept] = useState({ run, code, now, before: null as Moves['before'] });
  if (kept.code !== code)
    // A machine that cannot boot moves nothing: what stood before it stays what is compared with.
    setKept({ run, code, now: now ?? kept.now, before: now === null ? kept.before : kept.now });
  else if (kept.run !== run) setKept({ ...kept, run, before: null });
  const { before } = kept;
  return useMemo(() => ({ now, before }), [now, before]);
};
