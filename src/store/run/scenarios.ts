/** The list of scenarios, as a picker shows it. */
import { SCENARIO_FACTS } from '../../sim';

/** One choice. */
export interface ScenarioView {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  /** bytes of RAM of its own machine */
  readonly ram: number;
}

const LIST: readonly ScenarioView[] = SCENARIO_FACTS.map(({ id, title, what, machine }) => ({
  id,
  title,
  what,
  ram: machine.ram,
}));

/** All scenarios, in the order of the model. */
export const scenarioList = (): readonly ScenarioView[] => LIST;
