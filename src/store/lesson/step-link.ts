/** A step of a lesson as a link: what its figure shows, and the way to take it into the Machine. */
import { SCENARIOS } from '../../sim';
import { positionOf } from '../../lessons/runner';
import type { Step } from '../../lessons/types';
import type { Timeline } from '../../sim';
import type { Goal } from '../run/controller';
import { DEFAULT_LINK, FIGURE_KEYS, TABLES } from '../url-codec';
import type { LinkState } from '../url-codec';

type FigureLink = Pick<LinkState, (typeof FIGURE_KEYS)[number]>;

const NO_FIGURE = Object.fromEntries(
  FIGURE_KEYS.map((key) => [key, DEFAULT_LINK[key]]),
) as unknown as FigureLink;

/**
 * What the link says of the figure of a step; the place in the run is found later, in its log.
 * @param now the link before: in the same run its position stays until the step's is known
 */
export const stepLink = ({ place, view = {} }: Step, now: LinkState): FigureLink => ({
  ...NO_FIGURE,
  ...(now.run === place.scenario && now.machine === (place.machine ?? '')
    ? { at: now.at, by: now.by }
    : {}),
  run: SCENARIOS.some((s) => s.id === place.scenario) ? place.scenario : DEFAULT_LINK.run,
  machine: place.machine ?? '',
  sel: view.sel ?? '',
  arrange: view.arrange ?? DEFAULT_LINK.arrange,
  colour: view.colour ?? DEFAULT_LINK.colour,
  pages: view.pages ?? DEFAULT_LINK.pages,
  table: TABLES.find((t) => t === view.table) ?? DEFAULT_LINK.table,
  lever: view.lever ?? '',
});

/**
 * Where the run has to go for a step, or for a moment that its text names.
 * @param isWhole whether the history has been made to its end: before that only its start is sure
 * @returns null where that is not known yet, or is nowhere
 */
export const stepGoal = (
  history: Timeline,
  place: Step['place'],
  isWhole: boolean,
): Goal | null => {
  if (!isWhole && place.moment !== 'start') return null;
  const at = positionOf(history, place);
  if (!at.ok) return null;
  if (place.by === undefined) return { at: at.value, by: null };
  return { at: null, by: { from: at.value, commands: place.by } };
};
