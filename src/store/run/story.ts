/** Moments that scenarios declare. */
import { SCENARIOS } from '../../sim';
import type { StoryMoment } from '../../sim';

const NO_STORY: readonly StoryMoment[] = [];

/** Moments that a scenario declares; the same list each time. */
export const storyOf = (scenario: string): readonly StoryMoment[] =>
  SCENARIOS.find(({ id }) => id === scenario)?.moments ?? NO_STORY;
