/** What is selected in the state that is shown. */
import { useMemo } from 'react';
import { useApp, useAppStore } from '../app/store-context';
import { resolve } from '../../viewmodel/running/place';
import type { Selected } from '../../viewmodel/running/place';
import type { LinkState } from '../../store/url-codec';
import { FOCUS } from '../../strings/en/room';
import { useChosen } from './later';
import type { Shown } from './run-context';

/** Where nothing was selected yet, what the scenario is about. */
const focusOf = (scenario: string): string => FOCUS[scenario] ?? '';

/** Id of the selection: the link's, else the scenario's own. */
export const selectedIdOf = ({ sel, run }: Pick<LinkState, 'sel' | 'run'>): string =>
  sel === '' ? focusOf(run) : sel;

/** Id of the selection, as the room shows it: see `later.tsx`. */
export const useSelectedId = (): string => {
  const { sel } = useChosen();
  return selectedIdOf({ sel, run: useApp((s) => s.link.run) });
};

interface Resolved {
  readonly of: Shown;
  readonly id: string;
  readonly selected: Selected;
}

/** The last selections that were resolved: many views of one state ask for the same, or the one before. */
let last: readonly Resolved[] = [];

const resolved = (of: Shown, id: string): Selected => {
  const found = last.find(
    (r) => r.id === id && r.of.tick === of.tick && r.of.timeline === of.timeline,
  );
  if (found !== undefined) return found.selected;
  const selected = resolve(of.timeline.sim.kernel, of.survey, id);
  last = [{ of, id, selected }, ...last.slice(0, 1)];
  return selected;
};

/** What is selected, as the room shows it. */
export const useSelected = (shown: Shown): Selected => useResolved(shown, useSelectedId());

/** What is selected at this moment: for the picture that answers first. */
export const useSelectedNow = (shown: Shown): Selected =>
  useResolved(
    shown,
    useApp((s) => selectedIdOf(s.link)),
  );

const useResolved = (shown: Shown, id: string): Selected => {
  return useMemo(
    () => resolved(shown, id),
    // The tick stands for the state behind timeline and survey.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [id, shown.tick, shown.timeline],
  );
};

/** Selects something, in every view at once. */
export const useSelect = (): ((id: string) => void) => {
  const store = useAppStore();
  return (id) => {
    store.getState().setLink({ sel: id });
  };
};
