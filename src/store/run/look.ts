/** What is seen of a run, remembered until it moves: who holds what, and the marks of the log. */
import { findMoments, newSurvey, updateSurvey } from '../../sim';
import type { FoundMoment, StoryMoment, Survey, Timeline } from '../../sim';
import { momentsOf, withStory } from '../../viewmodel/running/moments';
import type { Moment } from '../../viewmodel/running/moments';
import { marksOf } from './marks';
import type { Mark } from './marks';

interface Named {
  readonly of: Timeline;
  readonly story: readonly StoryMoment[];
  readonly upTo: number;
  readonly plain: readonly Moment[];
  readonly found: readonly FoundMoment[];
  readonly moments: readonly Moment[];
}

/** Moments and those that were placed among them, as far as a branch has them. */
const withPlaced = (
  moments: readonly Moment[],
  placed: readonly Moment[],
  length: number,
): readonly Moment[] => {
  const own = placed.filter(({ at }) => at <= length);
  return own.length === 0 ? moments : [...moments, ...own].sort((a, b) => a.at - b.at);
};

/** See the head of the file. */
export class Look {
  private marked: { of: Timeline; upTo: number; marks: Mark[] } | null = null;
  private named: Named | null = null;
  private looked: { version: number; of: Timeline; survey: Survey } | null = null;

  /** @param version grows whenever the state may have changed */
  survey(t: Timeline, version: number): Survey {
    if (this.looked?.of !== t)
      this.looked = { of: t, version: -1, survey: newSurvey(t.sim.kernel) };
    if (this.looked.version !== version) {
      updateSurvey(t.sim.kernel, this.looked.survey);
      this.looked.version = version;
    }
    return this.looked.survey;
  }

  /** Marks as far as the log is made. */
  marks(t: Timeline): readonly Mark[] {
    if (this.marked?.of !== t || this.marked.upTo > t.length)
      this.marked = { of: t, upTo: 0, marks: [] };
    const { upTo, marks } = this.marked;
    if (upTo < t.length)
      this.marked = { of: t, upTo: t.length, marks: [...marks, ...marksOf(t, upTo, t.length)] };
    return this.marked.marks;
  }

  /**
   * Named moments as far as the log is made.
   * @param story those that the scenario declares
   * @param placed those that it names by their position
   */
  moments(
    t: Timeline,
    story: readonly StoryMoment[],
    placed: readonly Moment[] = [],
  ): readonly Moment[] {
    if (this.named?.of !== t || this.named.story !== story || this.named.upTo > t.length)
      this.named = { of: t, story, upTo: 0, plain: [], found: [], moments: [] };
    const { upTo, plain, found } = this.named;
    if (upTo < t.length) {
      const stretch = { from: upTo, to: t.length, known: found };
      const now = {
        plain: [...plain, ...momentsOf(t, plain, upTo, t.length)],
        found: [...found, ...findMoments(t, story, stretch)],
      };
      const moments = withStory(now.plain, now.found);
      this.named = { of: t, story, upTo: t.length, ...now, moments };
    }
    return withPlaced(this.named.moments, placed, t.length);
  }
}
