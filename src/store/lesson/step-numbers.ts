/** Numbers of a step, taken when its run stood there. */
import type { AnyDerivation } from '../../base/derivation';
import { figureAt } from '../../lessons/figures';
import type { LessonEntry } from '../../lessons/registry';
import type { Scene } from '../../lessons/types';

/**
 * Numbers of a step. They are worked out while the run stands at the step's place and kept, so that the
 * text stays that of the step when the reader plays with the figure.
 */
export class StepNumbers {
  private readonly known = new Map<string, AnyDerivation | null>();
  private readonly entry: LessonEntry;
  readonly scene: Scene;
  private readonly isThere: () => boolean;

  constructor(entry: LessonEntry, scene: Scene, isThere: () => boolean) {
    this.entry = entry;
    this.scene = scene;
    this.isThere = isThere;
  }

  /** A figure of the text, or null where the step has none of that name. */
  figure(id: string): AnyDerivation | null {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    if (!this.isThere()) return null;
    const made = figureAt(this.scene, id, this.entry.figures);
    this.known.set(id, made);
    return made;
  }
}
