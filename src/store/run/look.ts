/** What is seen of a run, remembered until it moves: who holds what, and the marks of the log. */
import { newSurvey, updateSurvey } from '../../sim';
import type { Survey, Timeline } from '../../sim';
import { marksOf } from './marks';
import type { Mark } from './marks';

/** See the head of the file. */
export class Look {
  private marked: { of: Timeline; upTo: number; marks: Mark[] } | null = null;
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
}
