/** What is seen of a run, remembered until it moves: who holds what, and the marks of the log. */
import { newSurvey, updateSurvey } from '../../sim';
import type { Survey, Timeline } from '../../sim';
import { momentsOf } from '../../viewmodel/running/moments';
import type { Moment } from '../../viewmodel/running/moments';
import { marksOf } from './marks';
import type { Mark } from './marks';

/** See the head of the file. */
export class Look {
  private marked: { of: Timeline; upTo: number; marks: Mark[] } | null = null;
  private named: { of: Timeline; upTo: number; moments: readonly Moment[] } | null = null;
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

  /** Named moments as far as the log is made. */
  moments(t: Timeline): readonly Moment[] {
    if (this.named?.of !== t || this.named.upTo > t.length)
      this.named = { of: t, upTo: 0, moments: [] };
    const { upTo, moments } = this.named;
    if (upTo < t.length) {
      const more = momentsOf(t, moments, upTo, t.length);
      this.named = { of: t, upTo: t.length, moments: [...moments, ...more] };
    }
    return this.named.moments;
  }
}
