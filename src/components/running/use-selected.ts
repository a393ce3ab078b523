/** What is selected in the state that is shown. */
import { useMemo } from 'react';
import { useApp } from '../app/store-context';
import { resolve } from '../../viewmodel/running/place';
import type { Selected } from '../../viewmodel/running/place';
import { FOCUS } from '../../strings/en/room';
import type { Shown } from './run-context';

/** Where nothing was selected yet, what the scenario is about. */
const focusOf = (scenario: string): string => FOCUS[scenario] ?? '';

/** Id of the selection: the link's, else the scenario's own. */
export const useSelectedId = (): string => {
  const sel = useApp((s) => s.link.sel);
  const scenario = useApp((s) => s.link.run);
  return sel === '' ? focusOf(scenario) : sel;
};

/** The last selection that was resolved: many views of one state ask for the same. */
let last: { readonly of: Shown; readonly id: string; readonly selected: Selected } | undefined;

const resolved = (of: Shown, id: string): Selected => {
  const isSame = last?.id === id && last.of.tick === of.tick && last.of.timeline === of.timeline;
  if (last === undefined || !isSame)
    last = { of, id, selected: resolve(of.timeline.sim.kernel, of.survey, id) };
  return last.selected;
};

export const useSelected = (shown: Shown): Selected => {
  const id = useSelectedId();
  return useMemo(
    () => resolved(shown, id),
    // The tick stands for the state behind timeline and survey.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [id, shown.tick, shown.timeline],
  );
};

/** Selects something, in every view at once. */
export const useSelect = (): ((id: string) => void) => {
  const setLink = useApp((s) => s.setLink);
  return (id) => {
    setLink({ sel: id });
  };
};
