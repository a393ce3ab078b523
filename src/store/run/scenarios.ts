/** The list of scenarios, as a picker shows it. */
import { SCENARIOS } from '../../sim';
import type { StoryMoment } from '../../sim';

/** One choice. */
export interface ScenarioView {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  /** bytes of RAM of its own machine */
  readonly ram: number;
}

const LIST: readonly ScenarioView[] = SCENARIOS.map(({ id, title, what, machine }) => ({
  id,
  title,
  what,
  ram: machine.ram,
}));

/** All scenarios, in the order of the model. */
export const scenarioList = (): readonly ScenarioView[] => LIST;

/** Moments that a scenario declares; the same list each time. */
export const storyOf = (scenario: string): readonly StoryMoment[] =>
  SCENARIOS.find(({ id }) => id === scenario)?.moments ?? NO_STORY;
const NO_STORY: readonly StoryMoment[] = [];
